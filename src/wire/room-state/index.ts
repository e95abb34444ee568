/** What a GroupContext says of a room: one face for all drafts. */
export { appRules, mimiComponents } from './components.js'
export { participantChangeOf, participantProposal, participantsOf } from './participants.js'
export { applyChange } from './participant-change.js'
export { hasRight, rightsOf, rolesChangeOf, rolesOf, rolesProposal } from './roles.js'
export { roomExtensions } from './room-extensions.js'
export { standardRoles } from './standard-roles.js'
export * from './types.js'

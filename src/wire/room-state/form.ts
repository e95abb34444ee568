import type { Readings } from '../../drafts/readings.js'
import type { Extension, Proposal } from '../../mls/wire/index.js'
import type { Participant, ParticipantChange, RoleDefinition, RoomStart } from './types.js'

/** How the drafts put a room's state into the group: by AppSync (01, 02ed) or by components (06). */
export interface RoomForm {
  participants(extensions: readonly Extension[], readings: Readings): Participant[] | null
  participantProposal(current: readonly Participant[], change: ParticipantChange, readings: Readings): Proposal
  participantChange(current: readonly Participant[], proposal: Proposal, readings: Readings): ParticipantChange | null
  roles(extensions: readonly Extension[], readings: Readings): RoleDefinition[] | null
  rolesProposal(current: readonly RoleDefinition[], roles: readonly RoleDefinition[], readings: Readings): Proposal
  rolesChange(current: readonly RoleDefinition[], proposal: Proposal, readings: Readings): RoleDefinition[] | null
  start(start: RoomStart, readings: Readings): Extension[]
}

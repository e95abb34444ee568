/**
 * Groups, as a client sees them: only what is behind this file knows ts-mls. Bytes come in only after our own strict reader
 * has read them, because ts-mls reads leniently; what goes out as valid, tests re-read strictly.
 */
export { EngineError } from './engine/error.js'
export { Group } from './engine/group.js'
export { createGroup, joinExternally, joinFromWelcome } from './engine/join.js'
export { groupSuites } from './engine/suite.js'
export type { ExternalJoin, Invitation, PendingCommit } from './engine/types.js'

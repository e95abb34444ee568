/** Component participant_list (06: 7.5). */
import { type Infer, opaque, struct, uint32, vector } from '../codec/index.js'

/** `user` is the URI of the user; role indices are those of the roles_list component. */
export const UserRolePair = struct('UserRolePair', { user: opaque, role_index: uint32 })
export type UserRolePair = Infer<typeof UserRolePair>

export const ParticipantListData = struct('ParticipantListData', { participants: vector(UserRolePair) })
export type ParticipantListData = Infer<typeof ParticipantListData>

export const UserindexRolePair = struct('UserindexRolePair', { user_index: uint32, role_index: uint32 })
export type UserindexRolePair = Infer<typeof UserindexRolePair>

/** Indices count from zero in the list as it was before the update. */
export const ParticipantListUpdate = struct('ParticipantListUpdate', {
  changedRoleParticipants: vector(UserindexRolePair),
  removedIndices: vector(uint32),
  addedParticipants: vector(UserRolePair),
})
export type ParticipantListUpdate = Infer<typeof ParticipantListUpdate>

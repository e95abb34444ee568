/** Roles and who is authorized in advance (room-policy-03: 3 and 4), components 0x0025 and 0x0026. */
import { opaque, optional, registry, struct, uint32, vector } from '../codec/index.js'
import { CredentialType } from '../mls/wire/index.js'

/** room-policy-03, 10.2: what the hub can see of it, reserved names included where they can mean but one thing. */
export const roleCapabilities = {
  canAddParticipant: 0x0000,
  canRemoveParticipant: 0x0001,
  canAddOwnClient: 0x0002,
  canRemoveOwnClient: 0x0003,
  canOpenJoin: 0x0004,
  canJoinIfPreauthorized: 0x0005,
  canRemoveSelf: 0x0006,
  canCreateJoinCode: 0x0007,
  canDeleteJoinCode: 0x0008,
  canUseJoinCode: 0x0009,
  canBan: 0x000a,
  canUnBan: 0x000b,
  canKick: 0x000c,
  canChangeUserRole: 0x000f,
  canChangeOwnRole: 0x0010,
  canSendMessage: 0x0100,
  canReceiveMessage: 0x0101,
  canReportAbuse: 0x0103,
  canChangeRoomName: 0x0300,
  canChangeRoomDescription: 0x0301,
  canChangeRoomAvatar: 0x0302,
  canChangeRoomSubject: 0x0303,
  canChangeRoomMood: 0x0304,
  canDestroyRoom: 0x0501,
  canChangeRoomMembershipStyle: 0x0502,
  canChangeRoleDefinitions: 0x0503,
  canChangePreauthorizedUserList: 0x0504,
  canChangeOtherPolicyAttribute: 0x0505,
  canChangeMlsOperationalPolicies: 0x0600,
  canSendMLSReinitProposal: 0x0601,
} as const
const CapabilityType = registry(2, roleCapabilities)

export const SingleSourceRoleChangeTargets = struct('SingleSourceRoleChangeTargets', {
  from_role_index: uint32,
  target_role_indexes: vector(uint32),
})

export const Role = struct('Role', {
  role_index: uint32,
  role_name: opaque,
  role_description: opaque,
  role_capabilities: vector(CapabilityType),
  minimum_participants_constraint: uint32,
  maximum_participants_constraint: optional(uint32),
  minimum_active_participants_constraint: uint32,
  maximum_active_participants_constraint: optional(uint32),
  authorized_role_changes: vector(SingleSourceRoleChangeTargets),
})

/** The data and, under the name RoleUpdate, the update. */
export const RoleData = struct('RoleData', { roles: vector(Role) })

/** `id` names the claim in the manner of its credential type: an OID, a JWT claim name, a CWT claim key. */
export const ClaimId = struct('ClaimId', { credential_type: CredentialType, id: opaque })

export const Claim = struct('Claim', { claim_id: ClaimId, claim_value: opaque })

/** `target_role` is a whole Role where an index is meant. */
export const PreAuthRoleEntry = struct('PreAuthRoleEntry', { claimset: vector(Claim), target_role: Role })

/** The data and, under the name PreAuthUpdate, the update. */
export const PreAuthData = struct('PreAuthData', { preauthorized_entries: vector(PreAuthRoleEntry) })

/** What the rights of a role allow, asked in the words of 06 and answered for each draft. */
import { byDraft } from '../../drafts/by-draft.js'
import type { Draft } from '../../drafts/ids.js'
import { findRole } from './roles.js'
import type { Capability, Permission, RoleDefinition, RoleId } from './types.js'

/**
 * 01 and 02ed name three permissions and leave everything else to the members: what none of them covers is free to all
 * who are listed (true), and what the drafts do not know is nobody's (false).
 */
const olderRights: Readonly<Record<Capability, Permission | boolean>> = {
  canAddParticipant: 'canAddUser',
  canRemoveParticipant: 'canRemoveUser',
  canKick: 'canRemoveUser',
  canChangeUserRole: 'canSetUserRole',
  canChangeOwnRole: 'canSetUserRole',
  canBan: 'canSetUserRole',
  canUnBan: 'canSetUserRole',
  canChangeRoleDefinitions: 'canSetUserRole',
  canAddOwnClient: true,
  canRemoveOwnClient: true,
  canRemoveSelf: true,
  canUseJoinCode: true,
  canSendMessage: true,
  canReceiveMessage: true,
  canReportAbuse: true,
  canSendMLSReinitProposal: true,
  canOpenJoin: false,
  canJoinIfPreauthorized: false,
  canCreateJoinCode: false,
  canDeleteJoinCode: false,
  canChangeRoomName: false,
  canChangeRoomDescription: false,
  canChangeRoomAvatar: false,
  canChangeRoomSubject: false,
  canChangeRoomMood: false,
  canDestroyRoom: false,
  canChangeRoomMembershipStyle: false,
  canChangePreauthorizedUserList: false,
  canChangeOtherPolicyAttribute: false,
  canChangeMlsOperationalPolicies: false,
}

const older = (capability: Capability) => olderRights[capability]

/** The right that stands for a capability: the same in 06; true or false where everybody or nobody has it. */
export const rightFor = byDraft<
  (capability: Capability) => Permission | boolean,
  (capability: Capability) => Permission | boolean,
  (capability: Capability) => Capability
>({ '01': older, '02ed': older, '06': (capability) => capability })

/** Whether holders of a role may do what a capability is for. */
export function grants(draft: Draft, role: RoleDefinition, capability: Capability): boolean {
  const right = rightFor[draft](capability)
  return typeof right === 'boolean' ? right : role.rights.includes(right)
}

/** Whether holders of a role may move users from one role to another; the older drafts restrict no such moves. */
export function moves({ transitions }: RoleDefinition, from: RoleId, to: RoleId): boolean {
  return transitions === undefined || transitions.some((one) => one.from === from && one.to.includes(to))
}

const numberedBan = (roles: readonly RoleDefinition[]) => (findRole(roles, 1)?.name === 'banned' ? 1 : null)
const namedBan = () => 'banned'

/** The role of those who are banned: in 06 index 1 if it is called so (room-policy-03, 8.1.3); null where there is none. */
export const bannedRole = byDraft<
  (roles: readonly RoleDefinition[]) => RoleId | null,
  (roles: readonly RoleDefinition[]) => RoleId | null,
  (roles: readonly RoleDefinition[]) => RoleId | null
>({ '01': namedBan, '02ed': namedBan, '06': numberedBan })

/** The role that stands for users who are not listed (room-policy-03, 3); the older drafts have none. */
export const unlistedRole: Readonly<Record<Draft, RoleId | null>> = { '01': null, '02ed': null, '06': 0 }

/** Roles that a room has where nothing else is asked for. */
import { byDraft } from '../../drafts/by-draft.js'
import type { Draft } from '../../drafts/ids.js'
import { permissions, type Right, type RoleDefinition, type RoleId } from './types.js'

const named = (name: string, rights: readonly Right[]): RoleDefinition => ({ id: name, name, rights })

/** 3.1 of 01 and 02ed names the role admin and its permissions; the other roles hold fewer of them. */
const withPermissions: readonly RoleDefinition[] = [
  named('admin', permissions),
  named('moderator', ['canAddUser', 'canRemoveUser']),
  named('member', []),
  named('banned', []),
]

const memberRights: readonly Right[] = [
  'canAddOwnClient',
  'canRemoveOwnClient',
  'canJoinIfPreauthorized',
  'canRemoveSelf',
  'canChangeOwnRole',
  'canSendMessage',
  'canReceiveMessage',
  'canReportAbuse',
]

const moderatorRights: readonly Right[] = [
  ...memberRights,
  'canAddParticipant',
  'canRemoveParticipant',
  'canBan',
  'canUnBan',
  'canKick',
  'canChangeUserRole',
  'canCreateJoinCode',
  'canDeleteJoinCode',
  'canChangeRoomName',
  'canChangeRoomDescription',
  'canChangeRoomAvatar',
  'canChangeRoomSubject',
  'canChangeRoomMood',
]

const adminRights: readonly Right[] = [
  ...moderatorRights,
  'canDestroyRoom',
  'canChangeRoomMembershipStyle',
  'canChangeRoleDefinitions',
  'canChangePreauthorizedUserList',
  'canChangeOtherPolicyAttribute',
  'canChangeMlsOperationalPolicies',
  'canSendMLSReinitProposal',
]

const nobodyActive = { min: 0, max: 0 }

/** Moves from each of these roles to all the others. */
function among(...indices: readonly number[]) {
  return indices.map((from) => ({ from, to: indices.filter((to) => to !== from) }))
}

/**
 * After the strictly administered room of room-policy-03, A.2, without its minima, which would keep small rooms from
 * beginning, and with a role that has no rights at all but may have clients.
 */
const withCapabilities: readonly RoleDefinition[] = [
  {
    id: 0,
    name: 'nonparticipant',
    rights: ['canUseJoinCode'],
    active: nobodyActive,
    transitions: [{ from: 0, to: [2] }],
  },
  { id: 1, name: 'banned', rights: [], active: nobodyActive },
  { id: 2, name: 'member', rights: memberRights, transitions: among(0, 2) },
  { id: 3, name: 'moderator', rights: moderatorRights, transitions: among(0, 1, 2, 3, 5) },
  { id: 4, name: 'admin', rights: adminRights, transitions: among(0, 1, 2, 3, 4, 5) },
  { id: 5, name: 'guest', rights: [] },
]

export const standardRolesByDraft = byDraft({
  '01': withPermissions,
  '02ed': withPermissions,
  '06': withCapabilities,
})

/** The roles of an ordinary room: admin, moderator, member and banned in every draft; in 06 by number, with two more. */
export function standardRoles(draft: Draft): readonly RoleDefinition[] {
  return standardRolesByDraft[draft]
}

/** The id of a standard role by its name. @throws RangeError for a name that the draft's table does not have */
export function standardRole(draft: Draft, name: string): RoleId {
  const role = standardRoles(draft).find((one) => one.name === name)
  if (role) return role.id
  const known = standardRoles(draft).map((one) => one.name)
  throw new RangeError(`the standard roles of ${draft} are ${known.join(', ')}; there is no ${name}`)
}

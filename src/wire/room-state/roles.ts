/** The roles of a room and their rights (01 and 02ed: 3.1; 06: room-policy-03, 3). */
import type { Draft } from '../../drafts/ids.js'
import type { Readings } from '../../drafts/readings.js'
import type { Extension, Proposal } from '../../mls/wire/index.js'
import { roomForms } from './forms.js'
import type { Right, RoleDefinition, RoleId } from './types.js'

/** The roles in a GroupContext; null where it defines none. @throws RangeError for malformed ones */
export function rolesOf(draft: Draft, extensions: readonly Extension[], readings: Readings): RoleDefinition[] | null {
  return roomForms[draft].roles(extensions, readings)
}

/** A proposal that puts other roles in the place of the current ones. */
export function rolesProposal(
  draft: Draft,
  current: readonly RoleDefinition[],
  roles: readonly RoleDefinition[],
  readings: Readings,
): Proposal {
  return roomForms[draft].rolesProposal(current, roles, readings)
}

/** The roles that a proposal makes of the current ones; null for a proposal about something else. @throws RangeError */
export function rolesChangeOf(
  draft: Draft,
  current: readonly RoleDefinition[],
  proposal: Proposal,
  readings: Readings,
): RoleDefinition[] | null {
  return roomForms[draft].rolesChange(current, proposal, readings)
}

export function findRole(roles: readonly RoleDefinition[], id: RoleId): RoleDefinition | undefined {
  return roles.find((role) => role.id === id)
}

/** The rights of a role; none for one that is not defined. */
export function rightsOf(roles: readonly RoleDefinition[], id: RoleId): readonly Right[] {
  return findRole(roles, id)?.rights ?? []
}

export function hasRight(roles: readonly RoleDefinition[], id: RoleId, right: Right): boolean {
  return rightsOf(roles, id).includes(right)
}

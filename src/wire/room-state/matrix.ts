/** What each role may do, worked out from a table of roles: the same that checks expect and `mimicry explain --policy` prints. */
import { byDraft } from '../../drafts/by-draft.js'
import type { Draft } from '../../drafts/ids.js'
import { bannedRole, grants, moves, rightFor, unlistedRole } from './grants.js'
import { standardRoles } from './standard-roles.js'
import type { Capability, RoleDefinition, RoleId, RoleTransition } from './types.js'

/** Where an action takes a user; names of standard roles. Null stands for not being listed, 'own' for the actor's role. */
interface Move {
  readonly from: string | null
  readonly to: string | null
}

/** Something that is done in a room, and what entitles to it. */
export interface PolicyAction {
  readonly id: string
  readonly title: string
  /** Sets of capabilities: one set, all of it, is enough. */
  readonly needs: readonly (readonly Capability[])[]
  /** Who does it: a participant, somebody who comes in, or whoever comes in takes this role. */
  readonly by: 'participant' | 'newcomer' | 'joins-as'
  readonly move?: Move
  /** In room-policy-03 for 06, in the protocol for 01 and 02ed. */
  readonly section: { readonly policy: string; readonly older: string }
}

export type Grant = 'granted' | 'withheld' | 'not-applicable'

export interface PolicyRow {
  readonly action: PolicyAction
  /** What decides in this draft: rights, and the transition that has to be listed beside them. */
  readonly decides: string
  readonly section: string
  /** In the order of the roles. */
  readonly grants: readonly Grant[]
}

export interface PolicyMatrix {
  readonly draft: Draft
  readonly roles: readonly RoleDefinition[]
  readonly rows: readonly PolicyRow[]
}

const adding = { policy: '8.1.1', older: '3.1' }
const removing = { policy: '8.1.2', older: '3.1' }
const changing = { policy: '8.1.3', older: '3.1' }
const metadata = { policy: '8.2', older: '3.1' }
const speaking = { policy: '8.3', older: '5.4' }
const disruptive = { policy: '8.6', older: '3.1' }
const reserved = { policy: '8.7', older: '3.1' }

function action(
  id: string,
  title: string,
  needs: Capability | readonly (readonly Capability[])[],
  section: PolicyAction['section'],
  rest: Partial<Pick<PolicyAction, 'by' | 'move'>> = {},
): PolicyAction {
  return { id, title, needs: typeof needs === 'string' ? [[needs]] : needs, by: 'participant', section, ...rest }
}

const to = (from: string | null, target: string | null) => ({ move: { from, to: target } })

export const policyActions: readonly PolicyAction[] = [
  action('addMember', 'add a user as member', 'canAddParticipant', adding, to(null, 'member')),
  action('addAdmin', 'add a user as admin', 'canAddParticipant', adding, to(null, 'admin')),
  action('addOwnClient', 'add an own client', 'canAddOwnClient', adding),
  action('joinByCode', 'join by a joining code', 'canUseJoinCode', adding, { by: 'newcomer' }),
  action('joinOpenly', 'join openly', 'canOpenJoin', adding, { by: 'newcomer', ...to(null, 'member') }),
  action('joinPreauthorized', 'be joined as by preauthorization', 'canJoinIfPreauthorized', adding, { by: 'joins-as' }),
  action('removeMember', 'remove a member', 'canRemoveParticipant', removing, to('member', null)),
  action('removeAdmin', 'remove an admin', 'canRemoveParticipant', removing, to('admin', null)),
  action('removeOwnClient', 'take out an own client', 'canRemoveOwnClient', removing),
  action('leave', 'leave', 'canRemoveSelf', removing, to('own', null)),
  action('kick', "take out a member's clients", 'canKick', removing),
  action('promote', 'make a member moderator', 'canChangeUserRole', changing, to('member', 'moderator')),
  action('demote', 'make an admin member', 'canChangeUserRole', changing, to('admin', 'member')),
  action('changeOwnRole', 'change the own role, if preauthorized', 'canChangeOwnRole', changing),
  action('ban', 'ban a member', [['canBan'], ['canChangeUserRole', 'canKick']], changing, to('member', 'banned')),
  action('unban', 'lift a ban', [['canUnBan'], ['canChangeUserRole']], changing, to('banned', 'member')),
  action('changeName', "change the room's name", 'canChangeRoomName', metadata),
  action('changeDescription', "change the room's description", 'canChangeRoomDescription', metadata),
  action('changeAvatar', "change the room's avatar", 'canChangeRoomAvatar', metadata),
  action('changeSubject', "change the room's subject", 'canChangeRoomSubject', metadata),
  action('changeMood', "change the room's mood", 'canChangeRoomMood', metadata),
  action('send', 'send messages', 'canSendMessage', speaking),
  action('receive', 'receive messages', 'canReceiveMessage', speaking),
  action('changeRoles', 'change the roles', 'canChangeRoleDefinitions', disruptive),
  action('changePreauthorization', 'change who is preauthorized', 'canChangePreauthorizedUserList', disruptive),
  action('changeBasePolicy', 'change the base policy', 'canChangeRoomMembershipStyle', disruptive),
  action('reinit', 'propose ReInit', 'canSendMLSReinitProposal', { policy: '8.6', older: '5.3' }),
  action('changeOtherPolicy', 'change another policy', 'canChangeOtherPolicyAttribute', reserved),
  action('changeOperational', 'change the operational policy', 'canChangeMlsOperationalPolicies', reserved),
  action('addJoinLink', 'add a join link', 'canCreateJoinCode', reserved),
]

const inProtocol = ({ older }: PolicyAction['section']) => older
const sections = byDraft({
  '01': inProtocol,
  '02ed': inProtocol,
  '06': ({ policy }: PolicyAction['section']) => `room-policy-03, ${policy}`,
})

/** Those who are not listed, in the drafts that have no role for them. */
const stranger: RoleDefinition = { id: '', name: 'nonparticipant', rights: [] }

/**
 * Every action by every role. Actions that a draft cannot express are left out.
 * @param roles to be judged; the moves name roles of the same names
 */
export function policyMatrix(draft: Draft, roles: readonly RoleDefinition[] = standardRoles(draft)): PolicyMatrix {
  const rows = unlistedRole[draft] === null ? [...roles, stranger] : roles
  const known = policyActions.filter(({ needs }) => needs.flat().some((one) => rightFor[draft](one) !== false))
  return {
    draft,
    roles: rows,
    rows: known.map((each) => ({
      action: each,
      decides: deciding(draft, roles, each),
      section: sections[draft](each.section),
      grants: rows.map((role) => grantOf(draft, roles, role, each)),
    })),
  }
}

/** Whether a role is granted an action; the cell that stands in the matrix. */
function grantOf(
  draft: Draft,
  roles: readonly RoleDefinition[],
  role: RoleDefinition,
  { needs, by, move }: PolicyAction,
): Grant {
  const unlisted = role.id === (unlistedRole[draft] ?? stranger.id)
  const banned = role.id === bannedRole[draft](roles)
  if (unlisted !== (by === 'newcomer')) return by === 'participant' ? 'withheld' : 'not-applicable'
  if (banned) return 'withheld'
  const entitled = needs.some((all) => all.every((one) => grants(draft, role, one)))
  const step = move && transition(draft, roles, role, move)
  return entitled && (!step || step.to.every((target) => moves(role, step.from, target))) ? 'granted' : 'withheld'
}

/** A move by the ids of the roles that it names. */
function transition(draft: Draft, roles: readonly RoleDefinition[], own: RoleDefinition, move: Move): RoleTransition {
  const idOf = (name: string | null): RoleId => {
    if (name === null) return unlistedRole[draft] ?? stranger.id
    if (name === 'own') return own.id
    return roles.find((role) => role.name === name)?.id ?? name
  }
  return { from: idOf(move.from), to: [idOf(move.to)] }
}

function deciding(draft: Draft, roles: readonly RoleDefinition[], { needs, move }: PolicyAction): string {
  const sets = needs.map((all) => [...new Set(all.map((one) => rightName(draft, one)))])
  // What asks for more than another set adds nothing, which happens where one right stands for several.
  const least = sets.filter((set, at) => !sets.slice(0, at).some((other) => other.every((one) => set.includes(one))))
  const rights = least.map((set) => set.join(' and ')).join(', or ')
  if (!move || roles.every(({ transitions }) => transitions === undefined)) return rights
  const ids = { id: 'own role', name: '', rights: [] }
  const { from, to: targets } = transition(draft, roles, ids, move)
  return `${rights}; ${from} to ${targets.join()}`
}

function rightName(draft: Draft, capability: Capability): string {
  const right = rightFor[draft](capability)
  if (typeof right === 'string') return right
  return right ? 'no right needed' : 'nobody'
}

/** Who may change which component (room-policy-03, 8.6, 8.7), and beside what. */
import { decode, tryDecode } from '../../../../codec/index.js'
import type { Draft } from '../../../../drafts/ids.js'
import { componentIds } from '../../../../mls/wire/index.js'
import { component } from '../../../../mls/wire/app-state.js'
import { BaseRoomPolicy, JoinLinkPolicy, JoinLinksData, JoinLinksUpdate } from '../../../../wire/room-policy.js'
import { PreAuthData } from '../../../../wire/room-roles.js'
import { bannedRole, type Capability, type RoleDefinition } from '../../../../wire/room-state/index.js'
import { authorityOf, uriText } from '../../../uri.js'
import type { Act, ActOf } from '../acts.js'
import { may, nameOf } from '../powers.js'
import { firstOf, invalidProposal, notAllowed, type Rule } from '../objections.js'
import { actsOfKind, type Situation } from '../situation.js'

const byRight = { policy: '8.6', older: '3.1' }
const reserved = '8.7'

/** Changes of the list that stand in the way of another change. */
function listChanges({ acts }: Situation, ...kinds: Act['kind'][]): Act[] {
  return acts.filter(({ kind }) => kinds.includes(kind))
}

function changesOf(situation: Situation, id: number): ActOf<'component'>[] {
  return actsOfKind(situation, 'component').filter((act) => act.id === id)
}

function byRightOnly(id: number, capability: Capability, what: string): Rule {
  return (situation) =>
    firstOf(changesOf(situation, id), ({ by }) =>
      may(situation, by, capability, null)
        ? null
        : notAllowed(situation, `${nameOf(by)} may not change ${what}`, byRight),
    )
}

export const changesRoleDefinitionsByRight: Rule = (situation) =>
  firstOf(actsOfKind(situation, 'setRoles'), ({ by }) =>
    may(situation, by, 'canChangeRoleDefinitions', null)
      ? null
      : notAllowed(situation, `${nameOf(by)} may not change the roles`, byRight),
  )

/** The older drafts let roles and list change together. */
const rolesStandAlone: Readonly<Record<Draft, boolean>> = { '01': false, '02ed': false, '06': true }

/** room-policy-03, 3: not beside any change of the list. */
export const changesRoleDefinitionsAlone: Rule = (situation) => {
  const [roles] = actsOfKind(situation, 'setRoles')
  const [list] = listChanges(situation, 'addUser', 'removeUser', 'setRole')
  return roles && list && rolesStandAlone[situation.input.draft]
    ? invalidProposal(situation, 'roles and participant list are changed together', { policy: '3', older: '3.1' }, [
        roles,
      ])
    : null
}

/** room-policy-03, 8.1.1: canOpenJoin stands in role 0 only. */
export const keepsOpenJoinToTheUnlisted: Rule = (situation) =>
  firstOf(actsOfKind(situation, 'setRoles'), (act) =>
    act.roles.some(({ id, rights }) => id !== 0 && rights.includes('canOpenJoin'))
      ? invalidProposal(situation, 'canOpenJoin stands in a role of participants', { policy: '8.1.1', older: '3.1' }, [
          act,
        ])
      : null,
  )

/** room-policy-03, 3: a role is known by its index. */
export const definesEachRoleOnce: Rule = (situation) =>
  firstOf(actsOfKind(situation, 'setRoles'), (act) => {
    const ids = act.roles.map(({ id }) => id)
    return new Set(ids).size < ids.length
      ? invalidProposal(situation, 'two roles have the same index', { policy: '3', older: '3.1' }, [act])
      : null
  })

const adds = ({ rights }: RoleDefinition) => rights.includes('canAddParticipant')

/** room-policy-03, 5: with fixed membership no usable role can add participants. */
export const keepsFixedRoomsClosed: Rule = (situation) => {
  const changes = [...actsOfKind(situation, 'setRoles'), ...changesOf(situation, componentIds.base_room_policy)]
  const [first] = changes
  if (!first) return null
  const roles = actsOfKind(situation, 'setRoles').at(-1)?.roles ?? situation.roles
  const fixed = nextBase(situation)?.fixed_membership === 'true'
  const banned = bannedRole[situation.input.draft](roles)
  return fixed && roles.some((role) => role.id !== 0 && role.id !== banned && adds(role))
    ? invalidProposal(
        situation,
        'with fixed membership no role may hold canAddParticipant',
        { policy: '5', older: '3.1' },
        changes,
      )
    : null
}

export const changesPreauthorizationByRight = byRightOnly(
  componentIds.preauth_list,
  'canChangePreauthorizedUserList',
  'who is preauthorized',
)

/** room-policy-03, 4: beside changes of the list only where these remove users. */
export const changesPreauthorizationAlone: Rule = (situation) => {
  const [change] = changesOf(situation, componentIds.preauth_list)
  const [list] = listChanges(situation, 'addUser', 'setRole')
  return change && list
    ? invalidProposal(
        situation,
        'preauthorization and participant list are changed together',
        { policy: '4', older: '3.1' },
        [change],
      )
    : null
}

/** Preauthorization for role 0 would make a user a participant who is none. */
export const preauthorizesForUsableRoles: Rule = (situation) =>
  firstOf(changesOf(situation, componentIds.preauth_list), (act) => {
    const read = act.update && tryDecode(PreAuthData, act.update)
    return read?.ok && read.value.preauthorized_entries.some(({ target_role }) => target_role.role_index === 0)
      ? invalidProposal(situation, 'role 0 cannot be preauthorized', { policy: '3', older: '3.1' }, [act])
      : null
  })

export const changesMembershipStyleByRight = byRightOnly(
  componentIds.base_room_policy,
  'canChangeRoomMembershipStyle',
  'the base policy',
)

function nextBase(situation: Situation) {
  const update = changesOf(situation, componentIds.base_room_policy).at(-1)?.update
  const read = update && tryDecode(BaseRoomPolicy, update)
  return read?.ok ? read.value : situation.base
}

/** room-policy-03, 5: a parent exactly where the room depends on one, and on the same hub. */
export const namesParentOfDependants: Rule = (situation) =>
  firstOf(changesOf(situation, componentIds.base_room_policy), (act) => {
    const read = act.update && tryDecode(BaseRoomPolicy, act.update)
    if (!read?.ok) return null
    const { parent_dependant, parent_room } = read.value
    const named = parent_room.map(({ uri }) => uriText(uri)).filter((uri) => uri !== '')
    const section = { policy: '5', older: '4.3' }
    if (parent_dependant === 'false') {
      return named.length === 0
        ? null
        : invalidProposal(situation, 'a room that depends on no parent names one', section, [act])
    }
    const [parent] = named
    return named.length === 1 && parent !== undefined && authorityOf(parent) === situation.input.room.domain
      ? null
      : invalidProposal(situation, 'a dependent room names one parent on the same hub', section, [act])
  })

export const changesOperationalPolicyByRight: Rule = byRightOnly(
  componentIds.mls_operational_policy,
  'canChangeMlsOperationalPolicies',
  'the operational policy',
)

const withRulesOfTheirOwn: ReadonlySet<number> = new Set([
  componentIds.participant_list,
  componentIds.room_metadata,
  componentIds.mls_operational_policy,
  componentIds.roles_list,
  componentIds.preauth_list,
  componentIds.base_room_policy,
  componentIds.join_links,
])

/** Whatever has no rule of its own falls under the attribute that is reserved for the rest. */
export const changesOtherPoliciesByRight: Rule = (situation) =>
  firstOf(actsOfKind(situation, 'component'), ({ by, id }) =>
    withRulesOfTheirOwn.has(id) || may(situation, by, 'canChangeOtherPolicyAttribute', null)
      ? null
      : notAllowed(situation, `${nameOf(by)} may not change ${hex(id)}`, { policy: reserved, older: '4.3' }),
  )

/** Without list or roles there is no room any more. */
export const keepsListAndRoles: Rule = (situation) =>
  firstOf(actsOfKind(situation, 'component'), (act) =>
    act.update === null && (act.id === componentIds.participant_list || act.id === componentIds.roles_list)
      ? invalidProposal(
          situation,
          `component ${hex(act.id)} cannot be removed from a room`,
          { policy: '3', older: '4.3' },
          [act],
        )
      : null,
  )

export const changesJoinLinksByRight: Rule = (situation) =>
  firstOf(changesOf(situation, componentIds.join_links), ({ by, update }) => {
    const read = update && tryDecode(JoinLinksUpdate, update)
    const adding = read?.ok === true && read.value.added_links.length > 0
    const removing = update === null || (read?.ok === true && read.value.removedIndices.length > 0)
    const lacks =
      (adding && !may(situation, by, 'canCreateJoinCode', null)) ||
      (removing && !may(situation, by, 'canDeleteJoinCode', null))
    return lacks
      ? notAllowed(situation, `${nameOf(by)} may not change join links`, { policy: reserved, older: '4.3' })
      : null
  })

/** room-policy-03, 6.2: one link at the most where links are made on request. */
export const keepsOneLinkOnRequest: Rule = (situation) =>
  firstOf(changesOf(situation, componentIds.join_links), (act) => {
    const { extensions } = situation.input.room
    const policy = component(extensions, componentIds.join_link_policy)
    const read = act.update && tryDecode(JoinLinksUpdate, act.update)
    if (!policy || !read?.ok || decode(JoinLinkPolicy, policy).on_request === 'false') return null
    const links = component(extensions, componentIds.join_links)
    const had = links ? decode(JoinLinksData, links).length : 0
    return had - new Set(read.value.removedIndices).size + read.value.added_links.length > 1
      ? invalidProposal(situation, 'links are made on request here, one at a time', { policy: '6.2', older: '4.3' }, [
          act,
        ])
      : null
  })

function hex(id: number): string {
  return `0x${id.toString(16).padStart(4, '0')}`
}

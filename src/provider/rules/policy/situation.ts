/** An update, and the room before and after it, as the rules look at them. */
import { tryDecode } from '../../../codec/index.js'
import { type Credential, componentIds, ExternalSenders, extensionTypes } from '../../../mls/wire/index.js'
import { extensionData } from '../../../mls/wire/extensions.js'
import { OperationalParameters } from '../../../wire/operational-policy.js'
import { BaseRoomPolicy } from '../../../wire/room-policy.js'
import { PreAuthData } from '../../../wire/room-roles.js'
import type { Infer } from '../../../codec/index.js'
import {
  applyChange,
  bannedRole,
  findRole,
  type Participant,
  readComponent,
  type RoleDefinition,
  type RoleId,
  rolesOf,
  unlistedRole,
} from '../../../wire/room-state/index.js'
import type { Act, ActOf } from './acts.js'
import { preauthorizedRole, type PreAuthorization } from './claims.js'
import type { Actor, Client, PolicyInput, PolicyRoom } from './types.js'

/** What a GroupContext says of the policy in force; null where it says nothing, as always in 01 and 02ed. */
export interface PolicyState {
  readonly roles: readonly RoleDefinition[]
  readonly base: Infer<typeof BaseRoomPolicy> | null
  readonly operational: Infer<typeof OperationalParameters> | null
  readonly preauthorization: PreAuthorization | null
}

export interface Membership {
  readonly participants: readonly Participant[]
  readonly clients: readonly { readonly user: string }[]
}

export interface Situation extends PolicyState {
  readonly input: PolicyInput
  readonly acts: readonly Act[]
  readonly before: Membership
  readonly after: Membership
  readonly banned: RoleId | null
}

const states = new WeakMap<PolicyRoom['extensions'], PolicyState>()

/** The policy of an epoch, read once. @throws RangeError for state that cannot be read */
export function policyState(
  { draft, readings }: Pick<PolicyInput, 'draft' | 'readings'>,
  extensions: PolicyRoom['extensions'],
): PolicyState {
  const known = states.get(extensions)
  if (known) return known
  const state = {
    roles: rolesOf(draft, extensions, readings) ?? [],
    base: readComponent(extensions, componentIds.base_room_policy, BaseRoomPolicy),
    operational: readComponent(extensions, componentIds.mls_operational_policy, OperationalParameters),
    preauthorization: readComponent(extensions, componentIds.preauth_list, PreAuthData),
  }
  states.set(extensions, state)
  return state
}

export function situationOf(input: PolicyInput, state: PolicyState, acts: readonly Act[]): Situation {
  const { room } = input
  return {
    ...state,
    input,
    acts,
    before: { participants: room.participants, clients: room.members },
    after: {
      participants: acts.reduce(applied, room.participants),
      clients: input.next?.members ?? clientsAfter(room.members, acts),
    },
    banned: bannedRole[input.draft](state.roles),
  }
}

export function actsOfKind<K extends Act['kind']>({ acts }: Situation, kind: K): ActOf<K>[] {
  return acts.filter((act): act is ActOf<K> => act.kind === kind)
}

function applied(participants: readonly Participant[], act: Act): readonly Participant[] {
  if (act.kind === 'addUser') return applyChange(participants, { add: [{ user: act.user, role: act.role }] })
  if (act.kind === 'removeUser') return applyChange(participants, { remove: [act.user] })
  if (act.kind === 'setRole') return applyChange(participants, { setRole: [{ user: act.user, role: act.role }] })
  return participants
}

function clientsAfter(members: readonly Client[], acts: readonly Act[]): { user: string }[] {
  const gone = new Set(acts.flatMap((act) => (act.kind === 'removeClient' ? [act.client?.leaf_index] : [])))
  const added = acts.flatMap((act) => (act.kind === 'addClient' && act.user !== null ? [{ user: act.user }] : []))
  return [...members.filter(({ leaf_index }) => !gone.has(leaf_index)), ...added]
}

const indexes = new WeakMap<readonly Participant[], ReadonlyMap<string, RoleId>>()

/** A user's role in the list; null for one who is not listed. */
export function roleIdOf(participants: readonly Participant[], user: string): RoleId | null {
  const index = indexes.get(participants) ?? new Map(participants.map((entry) => [entry.user, entry.role]))
  indexes.set(participants, index)
  return index.get(user) ?? null
}

export function isListed({ before }: Situation, user: string): boolean {
  return roleIdOf(before.participants, user) !== null
}

export function isBanned({ before, banned }: Situation, user: string): boolean {
  return banned !== null && roleIdOf(before.participants, user) === banned
}

/** Servers of the hub's own domain: the hub is the arbiter of its room (7.1) and need not ask itself. */
export function isHub({ input }: Situation, actor: Actor): boolean {
  return actor.kind === 'external' && actor.domain === input.room.domain
}

export function credentialOf({ input }: Situation, actor: Actor): Credential | null {
  if (actor.kind === 'user') return actor.leaf?.credential ?? null
  const data = extensionData(input.room.extensions, extensionTypes.external_senders)
  const senders = data && tryDecode(ExternalSenders, data)
  return senders?.ok ? (senders.value[actor.index]?.credential ?? null) : null
}

/** The role that the first matching preauthorization gives (room-policy-03, 4); null where none matches. */
export function preauthorized(situation: Situation, actor: Actor): RoleDefinition | null {
  const credential = credentialOf(situation, actor)
  const index = credential && preauthorizedRole(situation.preauthorization, credential)
  return index === null ? null : (findRole(situation.roles, index) ?? null)
}

/** The role in which somebody acts: that of the list, else one by preauthorization for servers, else that of the unlisted. */
export function actingRole(situation: Situation, actor: Actor): RoleDefinition | null {
  const { roles, before, input } = situation
  if (actor.kind === 'external') return preauthorized(situation, actor)
  const id = roleIdOf(before.participants, actor.user) ?? unlistedRole[input.draft]
  return id === null ? null : roleOf(roles, id)
}

/** A role that is not defined has no rights but those that all have. */
export function roleOf(roles: readonly RoleDefinition[], id: RoleId): RoleDefinition {
  return findRole(roles, id) ?? { id, name: String(id), rights: [] }
}

/** Proposals as what they do to a room, the same for all drafts. */
import { appDataUpdateOf } from '../../../mls/wire/app-dictionary.js'
import { type Extension, isSelfRemove, type LeafNode, type Proposal, proposalTypes } from '../../../mls/wire/index.js'
import {
  participantChangeOf,
  type ParticipantChange,
  type RoleDefinition,
  type RoleId,
  rolesChangeOf,
} from '../../../wire/room-state/index.js'
import type { Actor, Change, Client, PolicyInput } from './types.js'

/** One thing that is done, by whom, and the proposal that does it. */
export type Act = { readonly by: Actor; readonly change: Change } & (
  | { readonly kind: 'addUser'; readonly user: string; readonly role: RoleId }
  | { readonly kind: 'removeUser'; readonly user: string; readonly from: RoleId | null }
  | { readonly kind: 'setRole'; readonly user: string; readonly from: RoleId | null; readonly role: RoleId }
  | { readonly kind: 'addClient'; readonly user: string | null; readonly leaf: LeafNode }
  | { readonly kind: 'removeClient'; readonly user: string | null; readonly client: Client | null }
  | { readonly kind: 'updateClient'; readonly user: string | null }
  | { readonly kind: 'setRoles'; readonly roles: readonly RoleDefinition[] }
  | { readonly kind: 'component'; readonly id: number; readonly update: Uint8Array | null }
  | { readonly kind: 'extensions'; readonly extensions: readonly Extension[] }
  | { readonly kind: 'reinit' }
  | { readonly kind: 'other' }
)

export type ActOf<K extends Act['kind']> = Extract<Act, { kind: K }>

/** What a change does, in its order. @throws RangeError for an update of the room's state that cannot be read */
export function actsOf(input: PolicyInput, roles: readonly RoleDefinition[], change: Change): Act[] {
  const { draft, readings, room } = input
  const { proposal, actor: by } = change
  const list = participantChangeOf(draft, room.participants, proposal, readings)
  if (list) return listActs(input, list).map((act) => ({ ...act, by, change }))
  const newRoles = rolesChangeOf(draft, roles, proposal, readings)
  if (newRoles) return [{ kind: 'setRoles', roles: newRoles, by, change }]
  const update = appDataUpdateOf(proposal)
  if (update) {
    const { component_id: id } = update
    return [{ kind: 'component', id, update: update.op === 'update' ? update.update : null, by, change }]
  }
  return [{ ...mlsAct(input, proposal, by), by, change }]
}

type Bare = Act extends infer A ? (A extends Act ? Omit<A, 'by' | 'change'> : never) : never

function listActs({ room }: PolicyInput, { setRole = [], remove = [], add = [] }: ParticipantChange): Bare[] {
  const roleOf = (user: string) => room.participants.find((entry) => entry.user === user)?.role ?? null
  return [
    ...setRole.map(({ user, role }): Bare => ({ kind: 'setRole', user, from: roleOf(user), role })),
    ...remove.map((user): Bare => ({ kind: 'removeUser', user, from: roleOf(user) })),
    ...add.map(({ user, role }): Bare => ({ kind: 'addUser', user, role })),
  ]
}

function mlsAct({ draft, room }: PolicyInput, proposal: Proposal, by: Actor): Bare {
  if ('key_package' in proposal) {
    const leaf = proposal.key_package.leaf_node
    return { kind: 'addClient', user: room.userOf(leaf), leaf }
  }
  if ('removed' in proposal) {
    return removal(room.members.find(({ leaf_index }) => leaf_index === proposal.removed) ?? null)
  }
  if ('leaf_node' in proposal) return { kind: 'updateClient', user: room.userOf(proposal.leaf_node) }
  if (isSelfRemove(draft, proposal.proposal_type)) return removal(clientOf(room.members, by))
  if (proposal.proposal_type === proposalTypes.reinit) return { kind: 'reinit' }
  if (proposal.proposal_type === proposalTypes.group_context_extensions && 'extensions' in proposal) {
    return { kind: 'extensions', extensions: proposal.extensions }
  }
  return { kind: 'other' }
}

function removal(client: Client | null): Bare {
  return { kind: 'removeClient', user: client?.user ?? null, client }
}

/** The client by which a user acts; null for a newcomer or a server. */
export function clientOf(members: readonly Client[], actor: Actor): Client | null {
  if (actor.kind !== 'user' || !actor.leaf) return null
  const { signature_key } = actor.leaf
  return members.find(({ leaf }) => Buffer.compare(leaf.signature_key, signature_key) === 0) ?? null
}

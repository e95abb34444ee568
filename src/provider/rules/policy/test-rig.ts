/** Rooms and updates for tests of the policy, without any MLS but leaves. */
import type { Draft } from '../../../drafts/ids.js'
import { defaultReadings } from '../../../drafts/readings.js'
import { createDevice } from '../../../mls/device.js'
import { credentialIdentity } from '../../../mls/credential.js'
import { nextExtensions } from '../../../mls/wire/app-state.js'
import {
  type ComponentData,
  type Credential,
  type ExternalSender,
  type LeafNode,
  type Proposal,
  selfRemove,
} from '../../../mls/wire/index.js'
import {
  appRules,
  type Participant,
  type ParticipantChange,
  participantProposal,
  type RoleDefinition,
  rolesOf,
  rolesProposal,
  roomExtensions,
  standardRole,
  standardRoles,
} from '../../../wire/room-state/index.js'
import { judge } from './index.js'
import type { Actor, Change, Client, PolicyInput, PolicyRoom, Verdict } from './types.js'

export const domain = 'a.example'
export const uri = `mimi://${domain}/r/room`

export function user(name: string): string {
  return `mimi://${name[0]}.example/u/${name}`
}

const leaves = new Map<string, LeafNode>()

/** A leaf of a user's client, always the same one. */
export function leafOf(name: string, client = 0, credential?: Credential): LeafNode {
  const key = `${name} ${client} ${credential ? 'own' : ''}`
  const known = leaves.get(key)
  if (known) return known
  const device = createDevice({ draft: '06', userUri: user(name), clientUri: `${user(name)}/${client}` })
  const [bundle] = device.keyPackages(1)
  if (!bundle) throw new Error('no key package was made')
  const made = bundle.keyPackage.leaf_node
  const leaf = credential ? { ...made, credential } : made
  leaves.set(key, leaf)
  return leaf
}

export interface RoomOptions {
  readonly draft?: Draft
  /** Names of roles by names of users. */
  readonly users?: Readonly<Record<string, string>>
  /** Clients by names of users, one each where it says nothing, none for the banned. */
  readonly clients?: Readonly<Record<string, number>>
  readonly roles?: readonly RoleDefinition[]
  readonly components?: readonly ComponentData[]
  readonly externalSenders?: readonly ExternalSender[]
  readonly pendingRemoval?: readonly string[]
  readonly codes?: Readonly<Record<string, string>>
  readonly parent?: readonly string[]
}

/** Standard roles with some of them changed. */
export function rolesWith(
  draft: Draft,
  change: Readonly<Record<string, (role: RoleDefinition) => RoleDefinition>>,
): readonly RoleDefinition[] {
  return standardRoles(draft).map((role) => change[role.name]?.(role) ?? role)
}

export function createRoom(options: RoomOptions = {}) {
  const { draft = '06', users = { alice: 'admin', bob: 'member', cathy: 'member', mary: 'moderator' } } = options
  const roles = options.roles ?? standardRoles(draft)
  const roleId = (name: string) => roles.find((role) => role.name === name)?.id ?? standardRole(draft, name)
  const participants = Object.entries(users).map(([name, role]): Participant => ({
    user: user(name),
    role: roleId(role),
  }))
  const start = { participants, roles, components: options.components, externalSenders: options.externalSenders }
  const extensions = roomExtensions(draft, start, defaultReadings)
  const members = Object.entries(users)
    .flatMap(([name, role]) => {
      const count = options.clients?.[name] ?? (role === 'banned' ? 0 : 1)
      return Array.from({ length: count }, (_, client) => ({ user: user(name), leaf: leafOf(name, client) }))
    })
    .map((client, leaf_index): Client => ({ ...client, leaf_index }))
  const room: PolicyRoom = {
    uri,
    domain,
    extensions,
    participants,
    members,
    pendingRemoval: new Set((options.pendingRemoval ?? []).map(user)),
    codeGrants: new Map(Object.entries(options.codes ?? {}).map(([name, role]) => [user(name), roleId(role)])),
    userOf: (leaf) => credentialIdentity(leaf.credential)[0] ?? null,
    ...(options.parent ? { parent: options.parent.map((name) => ({ user: user(name), role: roleId('member') })) } : {}),
  }
  return { draft, room, roleId, ...proposalsIn(draft, room, roleId), ...judgingIn(draft, room) }
}

function proposalsIn(
  draft: Draft,
  { participants, extensions, members }: PolicyRoom,
  roleId: (name: string) => string | number,
) {
  const list = (change: ParticipantChange) => participantProposal(draft, participants, change, defaultReadings)
  const clientsOf = (name: string) => members.filter((client) => client.user === user(name))
  return {
    list,
    addUser: (name: string, role = 'member') => list({ add: [{ user: user(name), role: roleId(role) }] }),
    removeUser: (name: string) => list({ remove: [user(name)] }),
    setRole: (name: string, role: string) => list({ setRole: [{ user: user(name), role: roleId(role) }] }),
    setRoles: (roles: readonly RoleDefinition[]) =>
      rolesProposal(draft, rolesOf(draft, extensions, defaultReadings) ?? [], roles, defaultReadings),
    addClient: (name: string, client = 0, credential?: Credential) => addition(leafOf(name, client, credential)),
    removeClients: (name: string): Proposal[] =>
      clientsOf(name).map(({ leaf_index }) => ({ proposal_type: 3, removed: leaf_index })),
    selfRemove: selfRemove[draft],
  }
}

function addition(leaf_node: LeafNode) {
  const key_package = {
    version: 1,
    cipher_suite: 1,
    init_key: new Uint8Array(),
    leaf_node,
    extensions: [],
    signature: new Uint8Array(),
  }
  return { proposal_type: 1, key_package } as const
}

/** A name is a user, by its first client; an Actor is itself. */
export type By = string | Actor

function actor(room: PolicyRoom, by: By): Actor {
  if (typeof by !== 'string') return by
  const leaf = room.members.find((client) => client.user === user(by))?.leaf ?? leafOf(by)
  return { kind: 'user', user: user(by), leaf }
}

export interface CommitOptions {
  readonly external?: boolean
  /** By reference, from whom. */
  readonly references?: readonly (readonly [By, Proposal])[]
  readonly wireFormat?: number
}

function judgingIn(draft: Draft, room: PolicyRoom) {
  const common = { draft, readings: defaultReadings, room, now: Date.now() }
  let count = 0
  const byReference = (by: By, proposal: Proposal): Change => {
    count += 1
    return { proposal, actor: actor(room, by), ref: new Uint8Array([count]) }
  }
  return {
    propose(by: By, ...proposals: Proposal[]): Verdict {
      const changes = proposals.map((proposal) => byReference(by, proposal))
      return judge({ ...common, kind: 'proposals', changes, committer: null, external: false })
    },
    commit(by: By, proposals: readonly Proposal[], options: CommitOptions = {}): Verdict {
      const { external = false, references = [], wireFormat } = options
      const committer = actor(room, by)
      const changes = [
        ...references.map(([from, proposal]) => byReference(from, proposal)),
        ...proposals.map((proposal): Change => ({ proposal, actor: committer, ref: null })),
      ]
      const joiner = external && committer.kind === 'user' ? committer : null
      const input: PolicyInput = {
        ...common,
        kind: 'commit',
        changes,
        committer,
        external,
        next: after(draft, room, changes, joiner),
        ...(wireFormat === undefined ? {} : { wireFormat }),
      }
      return judge(input)
    },
  }
}

function after(draft: Draft, room: PolicyRoom, changes: readonly Change[], joiner: Actor | null) {
  const rules = appRules(defaultReadings)
  const state = changes.map(({ proposal }) => proposal).filter((one) => 'op' in one || 'extension_data' in one)
  const gone = new Set(changes.flatMap(({ proposal, actor: by }) => leaving(room, proposal, by)))
  const kept = room.members.filter(({ leaf_index }) => !gone.has(leaf_index))
  const joining = joiner?.kind === 'user' ? [{ user: joiner.user, leaf: leafOf('joiner') }] : []
  const added = changes.flatMap(({ proposal }) => {
    if (!('key_package' in proposal)) return []
    const leaf = proposal.key_package.leaf_node
    return [{ user: room.userOf(leaf) ?? '', leaf }]
  })
  const fresh = [...joining, ...added].map((client, index): Client => ({ ...client, leaf_index: 100 + index }))
  return {
    extensions: tryNext(() => nextExtensions(draft, room.extensions, state, rules), room),
    members: [...kept, ...fresh],
  }
}

/** The judge has the first word on state that cannot be changed so. */
function tryNext(work: () => PolicyRoom['extensions'], room: PolicyRoom): PolicyRoom['extensions'] {
  try {
    return work()
  } catch (error) {
    if (error instanceof RangeError) return room.extensions
    throw error
  }
}

function leaving(room: PolicyRoom, proposal: Proposal, by: Actor): number[] {
  if ('removed' in proposal) return [proposal.removed]
  if (proposal.proposal_type !== 0x0a && proposal.proposal_type !== 0x0c) return []
  if ('extension_data' in proposal || 'op' in proposal || by.kind !== 'user') return []
  return room.members.filter(({ leaf }) => leaf === by.leaf).map(({ leaf_index }) => leaf_index)
}

export const ok: Verdict = { ok: true }

/** What a refusal is expected to say. */
export function refused(code: 'notAllowed' | 'invalidProposal', why: string, section: string) {
  return { ok: false, code, why, section }
}

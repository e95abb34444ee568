/** What a hub decides about its rooms, one decision each (5.3, 5.5, 5.6, 7). */
import { randomUUID } from 'node:crypto'
import { encode } from '../../codec/index.js'
import { byDraft, type ByDraft } from '../../drafts/by-draft.js'
import type { Draft } from '../../drafts/ids.js'
import { basicCredential, credentialIdentity } from '../../mls/credential.js'
import type { PublicGroup, StagedCommit } from '../../mls/public-group.js'
import {
  type ComponentData,
  componentIds,
  type Credential,
  type ExternalSender,
  type GroupInfo,
  isSelfRemove,
  type MLSMessage,
  type PartialGroupInfo,
  proposalTypes,
  type PublicMessage,
  type Proposal,
  RatchetTree,
  type RatchetTreeOption,
  type Sender,
} from '../../mls/wire/index.js'
import { FrankingAgentData } from '../../wire/franking.js'
import {
  type Capability,
  findRole,
  grants,
  type ParticipantChange,
  type RoleDefinition,
  type RoleId,
} from '../../wire/room-state/index.js'
import type { Negative, Waiting } from '../hub/types.js'
import type { HostedRoom, PendingProposal, StoredKeys } from '../store/hosted.js'
import { authorityOf } from '../uri.js'
import type { Client } from './policy/index.js'

/** An event without its time: what notify carries beside the timestamp, with the fields of every draft. */
export interface HubEvent {
  readonly message: MLSMessage
  /** Further proposals of the same update (06). */
  readonly moreProposals?: readonly MLSMessage[]
  /** The hub's own proposals for the epoch that an external commit begins (06). */
  readonly externalProposals?: readonly MLSMessage[]
}

export interface HubRules {
  /** The name of a new room: of the hub's own domain, by which everybody finds it (4.2). */
  roomUri(domain: string): string
  /** How the hub stands among the external senders of its rooms (7.4). */
  externalSender(domain: string, keys: StoredKeys): ExternalSender
  /** Components that the first GroupContext is asked to have: in 06 the hub as franking agent (5.4.1). */
  components: ByDraft<(domain: string, keys: StoredKeys) => readonly ComponentData[]>
  /** The user that a client belongs to, one of those listed if it can be; null for a credential that names nobody. */
  userOf(credential: Credential, listed: ReadonlySet<string>): string | null
  /** The time at which an event is accepted, never before that of the one before; both in ms. */
  timestamp(now: number, last: number): number
  /** Whether a provider may hand in what this user has signed. */
  speaksFor(provider: string, user: string): boolean
  /** Whether a handshake is for the epoch that the group is in. */
  inEpoch(epoch: bigint, current: bigint): boolean
  /** What wrongEpoch tells (5.3). */
  currentEpoch(group: PublicGroup): bigint
  /** Whether a handshake is for the room's group. */
  ofGroup(group: PublicGroup, groupId: Uint8Array): boolean
  /** Whether a kind of sender may send a kind of handshake: only clients commit (7.3). */
  maySend(sender: Sender['sender_type'], kind: 'commit' | 'proposal'): boolean
  /** Sender and signature of a handshake. @throws PublicGroupError */
  authentic(group: PublicGroup, message: PublicMessage): void
  /** A proposal by itself (RFC 9420, 12.1). @throws PublicGroupError */
  valid(group: PublicGroup, message: PublicMessage, now: number): void
  /** The commit applied. @throws PublicGroupError */
  stage(group: PublicGroup, commit: PublicMessage, pending: readonly PublicMessage[], now: number): StagedCommit
  /** How a refusal is answered (5.3). */
  told(outcome: Negative): Negative
  /** The accepted proposals that a commit fails to cover though it must (3.5, 7.3). */
  omitted(draft: Draft, waiting: readonly Waiting[], staged: StagedCommit): readonly PendingProposal[]
  /** The whole of a partial GroupInfo, of the state that the commit leads to. @throws PublicGroupError */
  completed(staged: StagedCommit, partial: PartialGroupInfo): GroupInfo
  /** Of the state that the commit leads to. @throws PublicGroupError */
  groupInfoFits(next: PublicGroup, groupInfo: GroupInfo): void
  /** Why the tree that came along is not that of the next epoch; null when it is. */
  treeObjection(next: PublicGroup, option: RatchetTreeOption): string | null
  /** Why a Welcome does not fit the commit that came with it; references in hex. */
  welcomeObjection(added: readonly string[], welcomed: readonly string[]): string | null
  /** Why proposals that are all valid by themselves cannot be accepted beside those that wait; their positions. */
  clashing(draft: Draft, waiting: readonly Proposed[], fresh: readonly Proposed[]): readonly number[]
  /** What is kept of an update in which some proposals are not valid: nothing. */
  kept<T>(valid: readonly T[]): readonly T[]
  /** Users whom an accepted participant change takes out of the room at once (5.3, 7.1). */
  takenOut(change: ParticipantChange, bannedRole: RoleId | null): readonly string[]
  /** Users all of whose clients the hub itself has proposed to remove. */
  kickedOut(waiting: readonly Waiting[], members: readonly Client[]): readonly string[]
  /** Whether two rooms of fixed membership are one, by their participants (room-policy-03, 5). */
  sameRoom(participants: ReadonlySet<string>, others: ReadonlySet<string>): boolean
  /** Those of the users who left a room that leave the rooms that depend on it, too (room-policy-03, 5). */
  leavesDependants(users: readonly string[]): readonly string[]
  /** The external senders that have to go now that a commit has changed the participants: of providers that lost their last one (7.4). */
  delisted(
    senders: readonly ExternalSender[],
    before: Iterable<string>,
    after: Iterable<string>,
  ): readonly ExternalSender[]
  /** Whether somebody is banned now. */
  banned(room: HostedRoom, user: string, now: number): boolean
  /** The events that a list of proposals makes. */
  proposalEvents: ByDraft<(messages: readonly MLSMessage[]) => readonly HubEvent[]>
  /** The events of a commit, with proposals of the hub for the epoch that it begins. */
  commitEvents: ByDraft<(commit: MLSMessage, renewed: readonly MLSMessage[]) => readonly HubEvent[]>
  /** The users whose providers get a handshake, from the clients before it: the removed ones still do (5.5). @param from the provider that handed it in */
  handshakeTo(clients: readonly Client[], from: string): readonly string[]
  /** The users whose providers get an application message. @param from the provider that handed it in */
  applicationTo(clients: readonly Client[], mayReceive: (user: string) => boolean, from: string): readonly string[]
  /** The provider that a Welcome for a key package goes to. */
  welcomeTo(key: { readonly relayed: string | undefined; readonly user: string | null }): string | null
  /** The tree that goes along with a Welcome. */
  welcomeTree(group: PublicGroup): RatchetTreeOption
  /** Whether somebody who knocks may leave a message: each leaves one (pseudonyms, 3.3). */
  knocksAgain(knocked: readonly string[], user: string): boolean
  /** Whether somebody who knocks hears what others say. */
  knockersHear(): boolean
  /** Whether somebody with this role may make joining codes; undefined for somebody who is not in the room. */
  mayInvite(draft: Draft, role: RoleDefinition | undefined): boolean
  /** The role that a joining code is for; null where the room has none to give. */
  codeRole: ByDraft<(roles: readonly RoleDefinition[]) => RoleId | null>
}

/** A proposal with the leaf of its author; null for authors outside the group. */
export interface Proposed {
  readonly proposal: Proposal
  readonly author: number | null
}

function hubCredential(domain: string) {
  return basicCredential(`mimi://${domain}`)
}

const oneByOne = (messages: readonly MLSMessage[]): HubEvent[] => messages.map((message) => ({ message }))

/** Only 06 has a right of its own for that. */
const invites: Readonly<Record<Draft, Capability>> = {
  '01': 'canAddParticipant',
  '02ed': 'canAddParticipant',
  '06': 'canCreateJoinCode',
}

const memberRole = (roles: readonly RoleDefinition[]) => findRole(roles, 'member')?.id ?? null

/** The first that users who are not listed may come to have (room-policy-03, 3). */
const firstRole = (roles: readonly RoleDefinition[]) => findRole(roles, 0)?.transitions?.[0]?.to[0] ?? null

export const hubRules: HubRules = {
  roomUri: (domain) => `mimi://${domain}/r/${randomUUID()}`,
  externalSender: (domain, { publicKey }) => ({
    signature_key: publicKey,
    credential: hubCredential(domain),
  }),
  components: byDraft({
    '01': () => [],
    '02ed': () => [],
    '06': (domain, { publicKey: franking_signature_key }) => {
      const data = encode(FrankingAgentData['06'], { franking_signature_key, credential: hubCredential(domain) })
      return [{ component_id: componentIds.franking_signature_key, data }]
    },
  }),
  userOf(credential, listed) {
    const named = credentialIdentity(credential)
    return named.find((uri) => listed.has(uri)) ?? named[0] ?? null
  },
  timestamp: (now, last) => Math.max(now, last),
  speaksFor: (provider, user) => authorityOf(user) === provider,
  inEpoch: (epoch, current) => epoch === current,
  currentEpoch: (group) => group.epoch,
  ofGroup: (group, groupId) => Buffer.compare(group.groupId, groupId) === 0,
  maySend: (sender, kind) => kind === 'proposal' || sender === 'member' || sender === 'new_member_commit',
  authentic: (group, message) => group.verify(message),
  valid: (group, message, now) => group.verifyProposal(message, new Date(now)),
  stage: (group, commit, pending, now) => group.stage(commit, pending, new Date(now)),
  told: (outcome) => outcome,
  omitted(draft, waiting, staged) {
    const covered = new Set(staged.proposals.map(({ ref }) => ref && hex(ref)))
    const gone = new Set(staged.removed.map(({ leaf_index }) => leaf_index))
    const committer = staged.committer.sender_type === 'member' ? staged.committer.leaf_index : null
    return waiting.flatMap(({ pending, proposal, message }) => {
      if (covered.has(hex(pending.ref))) return []
      // External commits can refer to nothing but SelfRemove (RFC 9420, 12.2; mls-extensions, 6.3).
      if (staged.external) return isSelfRemove(draft, proposal.proposal_type) ? [pending] : []
      // Nobody commits an Update of their own, and the Update of a client that is removed is dropped (RFC 9420, 12.2, 12.4.1).
      const author = authorOf(message)
      const moot = proposal.proposal_type === proposalTypes.update && author !== null
      return moot && (author === committer || gone.has(author)) ? [] : [pending]
    })
  },
  completed: ({ next, committerLeaf }, partial) =>
    next.groupInfoFrom(partial, next.confirmationTag, committerLeaf.leaf_index),
  groupInfoFits: (next, groupInfo) => next.checkGroupInfo(groupInfo),
  treeObjection(next, option) {
    if (option.representation === 'distributionService') return null
    if (option.representation !== 'full') return `a ratchet tree as ${option.representation} is not taken here`
    const [sent, own] = [option.ratchet_tree, next.ratchetTree].map((tree) => encode(RatchetTree, tree))
    return sent && own && Buffer.compare(sent, own) === 0 ? null : 'the ratchet tree is not that of the new epoch'
  },
  welcomeObjection(added, welcomed) {
    if (added.some((ref) => !welcomed.includes(ref))) return 'the Welcome leaves out a client that the commit adds'
    return welcomed.some((ref) => !added.includes(ref))
      ? 'the Welcome is for a client that the commit does not add'
      : null
  },
  clashing(draft, waiting, fresh) {
    const taken = new Set(waiting.map((each) => claim(draft, each)))
    const alone = [...waiting, ...fresh].some(reinitializes) && waiting.length + fresh.length > 1
    return fresh.flatMap((each, index) => {
      if (alone) return [index]
      const wanted = claim(draft, each)
      if (wanted === null) return []
      const clash = taken.has(wanted)
      taken.add(wanted)
      return clash ? [index] : []
    })
  },
  kept: () => [],
  takenOut: ({ remove = [], setRole = [] }, bannedRole) => [
    ...remove,
    ...setRole.filter(({ role }) => role === bannedRole).map(({ user }) => user),
  ],
  kickedOut(waiting, members) {
    const removed = new Set(
      waiting.flatMap(({ message, proposal }) =>
        message.content.sender.sender_type === 'external' && 'removed' in proposal ? [proposal.removed] : [],
      ),
    )
    const gone = members.filter(({ leaf_index }) => removed.has(leaf_index)).map(({ user }) => user)
    const present = new Set(members.filter(({ leaf_index }) => !removed.has(leaf_index)).map(({ user }) => user))
    return gone.filter((user) => !present.has(user))
  },
  sameRoom: (participants, others) =>
    participants.size === others.size && [...participants].every((user) => others.has(user)),
  leavesDependants: (users) => users,
  delisted(senders, before, after) {
    const [had, have] = [before, after].map((users) => new Set(Array.from(users, authorityOf)))
    return senders.filter(({ credential }) =>
      credentialIdentity(credential).some((uri) => {
        const provider = authorityOf(uri)
        return provider !== null && had?.has(provider) && !have?.has(provider)
      }),
    )
  },
  banned: ({ bans }, user, now) => bans.some((ban) => ban.user === user && (ban.until === null || now < ban.until)),
  proposalEvents: byDraft({
    '01': oneByOne,
    '02ed': oneByOne,
    '06': ([message, ...moreProposals]) => (message ? [{ message, moreProposals }] : []),
  }),
  commitEvents: byDraft({
    '01': (commit, renewed) => oneByOne([commit, ...renewed]),
    '02ed': (commit, renewed) => oneByOne([commit, ...renewed]),
    '06': (message, externalProposals) => [{ message, externalProposals }],
  }),
  handshakeTo: (clients) => clients.map(({ user }) => user),
  applicationTo: (clients, mayReceive) => [...new Set(clients.map(({ user }) => user))].filter(mayReceive),
  welcomeTo: ({ relayed, user }) => relayed ?? (user === null ? null : authorityOf(user)),
  welcomeTree: ({ ratchetTree }) => ({ representation: 'full', ratchet_tree: ratchetTree }),
  knocksAgain: (knocked, user) => !knocked.includes(user),
  knockersHear: () => false,
  mayInvite: (draft, role) => role !== undefined && grants(draft, role, invites[draft]),
  codeRole: byDraft({ '01': memberRole, '02ed': memberRole, '06': firstRole }),
}

/** The leaf of the member who sent a message; null for a sender outside the group. */
export function authorOf({ content }: PublicMessage): number | null {
  return content.sender.sender_type === 'member' ? content.sender.leaf_index : null
}

/** The leaf that a proposal takes out of the group; null for one that takes out none. */
export function leavesBy(draft: Draft, { proposal, author }: Proposed): number | null {
  if ('removed' in proposal) return proposal.removed
  return isSelfRemove(draft, proposal.proposal_type) ? author : null
}

/** What only one proposal of a commit may do: take out a leaf or replace it, bring in a client (RFC 9420, 12.2). */
function claim(draft: Draft, proposed: Proposed): string | null {
  const { proposal, author } = proposed
  const leaf = leavesBy(draft, proposed)
  if (leaf !== null) return `leaf ${leaf}`
  if ('key_package' in proposal) return `client ${hex(proposal.key_package.leaf_node.signature_key)}`
  return proposal.proposal_type === proposalTypes.update ? `update ${author}` : null
}

/** A ReInit is committed alone (RFC 9420, 12.2). */
function reinitializes({ proposal }: Proposed): boolean {
  return proposal.proposal_type === proposalTypes.reinit
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}

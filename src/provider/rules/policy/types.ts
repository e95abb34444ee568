/** What the policy of a room is asked, and what it answers. */
import type { Draft } from '../../../drafts/ids.js'
import type { Readings } from '../../../drafts/readings.js'
import type { Credential, Extension, LeafNode, Proposal } from '../../../mls/wire/index.js'
import type { Participant, RoleId } from '../../../wire/room-state/index.js'

/** A client in the group, and whose it is. */
export interface Client {
  readonly leaf_index: number
  readonly user: string
  readonly leaf: LeafNode
}

/** As whom a user acts: what its leaf says, or a request of somebody who has none. */
export interface Identity {
  readonly credential: Credential
  readonly signature_key: Uint8Array
}

/** Who makes a change: a user by one of its clients, or an external sender (a server). */
export type Actor =
  | { readonly kind: 'user'; readonly user: string; readonly leaf: Identity | null }
  | { readonly kind: 'external'; readonly index: number; readonly domain: string }

/** A proposal with its author; `ref` is null for a proposal by value. */
export interface Change {
  readonly proposal: Proposal
  readonly actor: Actor
  readonly ref: Uint8Array | null
}

/** The room as its hub has it before the update. */
export interface PolicyRoom {
  readonly uri: string
  /** The hub's domain. */
  readonly domain: string
  readonly extensions: readonly Extension[]
  /** As the extensions have it. */
  readonly participants: readonly Participant[]
  readonly members: readonly Client[]
  /** Users whose removal or ban was accepted as a proposal, and is not committed yet (5.3, 7.1). */
  readonly pendingRemoval: ReadonlySet<string>
  /** Users to whom the hub gave the GroupInfo for a joining code, and the role that the code was for. */
  readonly codeGrants: ReadonlyMap<string, RoleId>
  /** Participants of the parent room, where this hub has it. */
  readonly parent?: readonly Participant[]
  /** The user of a leaf; null for one that names nobody. */
  userOf(leaf: LeafNode): string | null
}

/** An update to be judged. */
export interface PolicyInput {
  readonly draft: Draft
  readonly readings: Readings
  readonly kind: 'commit' | 'proposals'
  readonly room: PolicyRoom
  /** Of a commit: all that it covers; else the proposals of the update. */
  readonly changes: readonly Change[]
  /** Who commits; null for proposals. */
  readonly committer: Actor | null
  /** An external commit: the committer joins by it. */
  readonly external: boolean
  /** The handshake format, as a wire format of MLS. */
  readonly wireFormat?: number
  /** Of a commit: the extensions and clients after it. */
  readonly next?: { readonly extensions: readonly Extension[]; readonly members: readonly Client[] }
  /** ms since the epoch. */
  readonly now: number
}

/** A refusal is one sentence and the section that asks for it; `refs` are of the proposals to blame. */
export interface Objection {
  readonly ok: false
  readonly code: 'notAllowed' | 'invalidProposal'
  readonly why: string
  readonly section: string
  readonly refs?: readonly Uint8Array[]
}

export type Verdict = { readonly ok: true } | Objection

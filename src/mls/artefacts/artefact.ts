/** What artefacts are made from and what becomes of them. */
import type { Draft } from '../../drafts/ids.js'
import type { Device } from '../device.js'
import type { Group, PendingCommit } from '../engine.js'
import type { KeyPackageBundle } from '../key-package-bundle.js'
import type { PublicGroupFault } from '../public-group.js'

/** A valid handshake to spoil. It is also the twin: sent as it is, it must be accepted where the artefact is refused. */
export interface Forging {
  /** Signs what is changed; the committer's, whose signature key is in its leaf. */
  device: Device
  /** The committer before its commit is accepted; for an external commit the joiner. Artefacts only read or fork it. */
  group: Group
  /** A commit for that group's epoch that nobody has taken yet. */
  pending: PendingCommit
  /** The key package that the commit adds first, where an artefact spoils that. */
  added?: KeyPackageBundle
  /** ProposalRef of a Remove proposal that the group has not committed, where an artefact refers to one. */
  pendingRemove?: Uint8Array
  /** For an external commit, what the joiner read. */
  joined?: { groupInfo: Uint8Array; ratchetTree: Uint8Array }
}

/** What an update carries, as bytes: commit and welcome are MLSMessages, the others are bare. */
export type UpdateParts = Pick<PendingCommit, 'commit' | 'welcome' | 'groupInfo' | 'partialGroupInfo' | 'ratchetTree'>

/**
 * What the twin must be, so that the artefact can be made of it: any commit of a member; one with an UpdatePath that has
 * nodes; one with an Add by value and its Welcome, `added` being given; one with a Remove by value; an external commit.
 */
export type TwinKind = 'any' | 'path' | 'add' | 'remove' | 'external'

/**
 * What following the group as a non-member finds wrong. Else `member`: only members can tell (tags and secrets), so a hub
 * cannot but let it pass; or `hub`: nothing of the group is against it, but what a hub is to do with it.
 */
export type ArtefactProblem = PublicGroupFault | 'member' | 'hub'

/** How to make one deliberately wrong object. */
export interface Artefact<Context, Result> {
  /** The one thing that is wrong, for people. */
  what: string
  /** Of RFC 9420, unless it names another document. */
  section: string
  problem: ArtefactProblem
  appliesTo: readonly Draft[]
  /** @throws RangeError when the context lacks what the artefact needs, saying what that is */
  make: (context: Context) => Promise<Result>
}

export interface WrongUpdate extends Artefact<Forging, UpdateParts> {
  twin: TwinKind
  /** `after`: the twin goes first and is accepted, then this; else this first, and the twin thereafter. */
  order: 'before' | 'after'
}

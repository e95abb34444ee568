/** What artefacts are made from and what becomes of them. */
import { type Draft, drafts } from '../../drafts/ids.js'
import type { Device } from '../device.js'
import type { Group, PendingCommit } from '../engine.js'

/** A valid handshake to spoil. It is also the twin: sent as it is, it must be accepted where the artefact is refused. */
export interface Forging {
  /** Signs what is changed; the committer's, whose signature key is in its leaf. */
  device: Device
  /** The committer before its commit is accepted. Artefacts leave it as it is: they fork it. */
  group: Group
  /** A commit of that group that nobody has taken yet. */
  pending: PendingCommit
  /** For an external commit, what the joiner read; `group` is then the joiner's own. */
  joined?: { groupInfo: Uint8Array; ratchetTree: Uint8Array }
}

/** What an update carries, as bytes: commit and welcome are MLSMessages, the others are bare. */
export interface UpdateParts {
  commit: Uint8Array
  welcome: Uint8Array | null
  groupInfo: Uint8Array
  partialGroupInfo: Uint8Array
  ratchetTree: Uint8Array
}

/**
 * What the twin must be, so that the artefact can be made of it: any commit, one with an UpdatePath that has nodes, one
 * with an Add by value and its Welcome, one with a Remove by value and a path, or an external commit.
 */
export type TwinKind = 'any' | 'path' | 'add' | 'remove' | 'external'

/** How to make one deliberately wrong handshake. */
export interface Artefact<Context, Result> {
  /** The one thing that is wrong, for people. */
  what: string
  /** The section of RFC 9420, or of mls-extensions-09 where that is named, which it breaks. */
  section: string
  appliesTo: readonly Draft[]
  /**
   * @throws RangeError when the context has not what the artefact needs
   */
  make: (context: Context) => Promise<Result>
}

export interface WrongUpdate extends Artefact<Forging, UpdateParts> {
  twin: TwinKind
}

export const everyDraft: readonly Draft[] = drafts

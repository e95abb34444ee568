/** What a group is asked for, and what it gives. */
import type { Device } from '../device.js'
import type { KeyPackageBundle } from '../key-package-bundle.js'
import type { AppRules } from '../wire/app-state.js'
import type { Extension, LeafNode } from '../wire/leaf-node.js'
import type { Proposal } from '../wire/proposal.js'
import type { Draft } from '../../drafts/ids.js'

/** A commit of ours, with what a hub and newcomers need of the epoch that it begins. */
export interface PendingCommit {
  /** MLSMessage holding a PublicMessage. */
  commit: Uint8Array
  /** MLSMessage holding the Welcome, which has no ratchet tree; null where nobody was added. */
  welcome: Uint8Array | null
  /** GroupInfo of the new epoch, with external_pub and without the ratchet tree. */
  groupInfo: Uint8Array
  /** PartialGroupInfo (06): what of that GroupInfo a hub that follows the handshake cannot make up itself. */
  partialGroupInfo: Uint8Array
  /** RatchetTree of the new epoch. */
  ratchetTree: Uint8Array
  /** Moves the group to the new epoch; leave it be when the hub refuses the commit. @throws EngineError when the group has moved already */
  accepted(): void
}

/** What came of a message: text for the application, or a proposal or commit applied to the group. */
export type Processed =
  { kind: 'application'; plaintext: Uint8Array } | { kind: 'proposal' } | { kind: 'commit'; removed: boolean }

export interface Member {
  leafIndex: number
  leafNode: LeafNode
}

export interface NewGroup {
  groupId: Uint8Array
  /** The suite; the device's own when absent. */
  suite?: number
  /** Of the GroupContext. */
  extensions?: readonly Extension[]
  /** How proposals for applications take effect; whatever is written replaces what was there when absent. */
  app?: AppRules
}

/** What a newcomer by Welcome has been given. */
export interface Invitation {
  draft: Draft
  /** The key package that the Welcome is for. */
  bundle: KeyPackageBundle
  /** MLSMessage holding the Welcome. */
  welcome: Uint8Array
  /** RatchetTree. */
  ratchetTree: Uint8Array
  app?: AppRules
}

/** What a commit changes; an empty one only renews the keys of the committer's path. */
export interface CommitOptions {
  /** Encoded key packages of new members. */
  add?: readonly Uint8Array[]
  /** Leaf indices. */
  remove?: readonly number[]
  /** Other proposals by value, in this order behind those. */
  proposals?: readonly Proposal[]
  /** ProposalRefs to put in by reference, before what is by value; all pending ones that this member may commit when absent. */
  references?: 'all' | readonly Uint8Array[]
  authenticatedData?: Uint8Array
  /** True for an update path even where RFC 9420, 12.4 lets the commit do without one. */
  path?: boolean
}

/** How a client comes into a group by a commit of its own (12.4.3.2). */
export interface ExternalJoin {
  device: Device
  /** The key package whose leaf joins; a fresh one of the device when absent. */
  bundle?: KeyPackageBundle
  /** GroupInfo with external_pub. */
  groupInfo: Uint8Array
  /** RatchetTree. */
  ratchetTree: Uint8Array
  /** By value, beside ExternalInit and the Remove of `replaces`. */
  proposals?: readonly Proposal[]
  /** MLSMessages with SelfRemoves of members, put in by reference (mls-extensions-09, 6.3). */
  references?: readonly Uint8Array[]
  /** Leaf index of this client's former membership, which is removed. */
  replaces?: number
  authenticatedData?: Uint8Array
  app?: AppRules
}

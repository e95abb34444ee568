/**
 * A group as a non-member follows it: a delivery service, a hub, or a check that verifies what a hub serves. It knows what
 * is public (tree, GroupContext, transcript hashes) and can judge everything but the membership and confirmation tags.
 */
import type { Draft } from '../drafts/ids.js'
import type { AppRules } from './wire/app-rules.js'
import type { Sender } from './wire/framing.js'
import type { GroupContext } from './wire/group-context.js'
import type { ExternalSender, GroupInfo } from './wire/group-info.js'
import type { LeafNode } from './wire/leaf-node.js'
import type { Proposal } from './wire/proposal.js'
import type { PublicMessage } from './wire/public-message.js'
import type { PartialGroupInfo } from './wire/ratchet-tree-option.js'
import type { RatchetTree } from './wire/ratchet-tree.js'

export { PublicGroupError, type PublicGroupFault } from './public-group/error.js'

/** A leaf that is not blank, with its place. */
export interface LeafEntry {
  leaf_index: number
  leaf_node: LeafNode
}

/** One proposal of a commit, resolved. */
export interface CommittedProposal {
  proposal: Proposal
  /** Of the proposal itself: the committer where it came by value. */
  sender: Sender
  /** ProposalRef; null by value. */
  ref: Uint8Array | null
  /** The message that brought it; null by value. */
  message: PublicMessage | null
}

/** A commit that is valid as far as a non-member can tell, with the state that it leads to. */
export interface StagedCommit {
  committer: Sender
  /** The committer's leaf after the commit. */
  committerLeaf: LeafEntry
  proposals: CommittedProposal[]
  added: LeafEntry[]
  /** As the leaves were before. */
  removed: LeafEntry[]
  /** By Update proposals and by the path of a member; as the leaves are after. */
  updated: LeafEntry[]
  /** Whether a newcomer (or a member that lost its state) joins by it. */
  external: boolean
  next: PublicGroup
}

/** What a group is opened from: what a member serves to newcomers. */
export interface PublicState {
  draft: Draft
  groupInfo: GroupInfo
  ratchetTree: RatchetTree
  /** Logic and numbers of application state; the defaults when absent. */
  app?: AppRules
}

export declare class PublicGroup {
  /** Validates everything (RFC 9420, 12.4.3.1). @throws PublicGroupError */
  static open(state: PublicState): PublicGroup
  readonly draft: Draft
  readonly context: GroupContext
  /** As it travels: without blank nodes at its end. */
  get ratchetTree(): RatchetTree
  get groupId(): Uint8Array
  get epoch(): bigint
  get suite(): number
  get members(): LeafEntry[]
  /** Null where the leaf is blank or outside the tree. */
  member(leaf_index: number): LeafNode | null
  get externalSenders(): ExternalSender[]
  /** Group, epoch, sender and signature (6.1). @throws PublicGroupError */
  verify(message: PublicMessage): void
  /** 5.2. @throws PublicGroupError for a message that holds no proposal */
  proposalRef(message: PublicMessage): Uint8Array
  /**
   * Verifies a commit and applies it.
   * @param pending proposals of this epoch that it may refer to; each of them was verified when it came
   * @param now the moment at which the key packages of Add proposals are judged
   * @throws PublicGroupError
   */
  stage(commit: PublicMessage, pending: readonly PublicMessage[], now?: Date): StagedCommit
  /** Whether the GroupInfo is of exactly this state. @throws PublicGroupError with code `group-info` */
  checkGroupInfo(groupInfo: GroupInfo): void
  /** The GroupInfo that a PartialGroupInfo completes (mahy-mls-ratchet-tree-options-03). @throws PublicGroupError */
  groupInfoFrom(partial: PartialGroupInfo, confirmation_tag: Uint8Array, signer: number): GroupInfo
}

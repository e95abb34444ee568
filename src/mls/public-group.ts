/**
 * A group as a non-member follows it: a delivery service, a hub, or a check that verifies what a hub serves. It knows what
 * is public (tree, GroupContext, transcript hashes) and can judge everything but the membership and confirmation tags,
 * path secrets and PSKs.
 */
import type { Draft } from '../drafts/ids.js'
import { readContextExtensions } from './public-group/context-extensions.js'
import { PublicGroupError } from './public-group/error.js'
import { checkGroupInfo, completed, verifyGroupInfo } from './public-group/group-info.js'
import { proposalDefect } from './public-group/proposal-rules.js'
import { type CommittedProposal, refOf, resolve } from './public-group/resolve.js'
import { stage } from './public-group/stage.js'
import type { State } from './public-group/state.js'
import { checkMembership, checkWholeTree, readTree } from './public-group/tree-rules.js'
import { verifyMessage } from './public-group/verify.js'
import { findSuite } from './suites.js'
import { arrayOf, hashOf, leafAt, type LeafEntry, leavesOf } from './tree/index.js'
import { type AppRules, defaultAppRules } from './wire/app-rules.js'
import type { Sender } from './wire/framing.js'
import type { GroupContext } from './wire/group-context.js'
import type { ExternalSender, GroupInfo } from './wire/group-info.js'
import type { LeafNode } from './wire/leaf-node.js'
import type { PublicMessage } from './wire/public-message.js'
import type { PartialGroupInfo } from './wire/ratchet-tree-option.js'
import type { RatchetTree } from './wire/ratchet-tree.js'

export { PublicGroupError, type PublicGroupFault } from './public-group/error.js'
export type { CommittedProposal } from './public-group/resolve.js'
export type { LeafEntry } from './tree/index.js'

/** A commit that is valid as far as a non-member can tell, with the state that it leads to. */
export interface StagedCommit {
  committer: Sender
  /** The committer's leaf after the commit; a newcomer's, too. */
  committerLeaf: LeafEntry
  proposals: CommittedProposal[]
  /** By Add proposals. */
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

/** One epoch; a commit leads to another PublicGroup, which shares with this one what did not change. */
export class PublicGroup {
  readonly #state: State
  /** Messages of this epoch whose signatures were found good. */
  readonly #verified = new WeakSet<PublicMessage>()
  #ratchetTree: RatchetTree | undefined

  private constructor(state: State) {
    this.#state = state
  }

  /**
   * Validates everything: the tree with its hashes, leaves and keys, the GroupInfo and its signature (RFC 9420, 12.4.3.1).
   * Lifetimes of leaves are not judged (7.3).
   * @throws PublicGroupError
   */
  static open({ draft, groupInfo, ratchetTree, app = defaultAppRules }: PublicState): PublicGroup {
    const { group_context, confirmation_tag } = groupInfo
    const { cipher_suite: suite, group_id, extensions } = group_context
    if (!findSuite(suite)) {
      const what = `${suite} is no cipher suite of RFC 9420, so nothing can be verified`
      throw new PublicGroupError('suite', 'group_context.cipher_suite', '17.1', what)
    }
    const tree = readTree(ratchetTree)
    if (Buffer.compare(hashOf(suite, tree), group_context.tree_hash) !== 0) {
      const what = 'it is not the tree hash of the ratchet tree'
      throw new PublicGroupError('tree-hash', 'group_context.tree_hash', '12.4.3.1', what)
    }
    verifyGroupInfo(tree, groupInfo)
    const { demands, externalSenders } = readContextExtensions(extensions, 'group_context.extensions')
    checkWholeTree(suite, group_id, tree)
    checkMembership(tree, demands)
    const state = { draft, app, tree, demands, externalSenders, group_context, confirmation_tag, closed: false }
    return new PublicGroup(state)
  }

  get draft(): Draft {
    return this.#state.draft
  }
  get context(): GroupContext {
    return this.#state.group_context
  }
  get groupId(): Uint8Array {
    return this.context.group_id
  }
  get epoch(): bigint {
    return this.context.epoch
  }
  get suite(): number {
    return this.context.cipher_suite
  }
  /** Of the commit that began the epoch, or of the GroupInfo that the group was opened from. */
  get confirmationTag(): Uint8Array {
    return this.#state.confirmation_tag
  }
  /** As it travels: without blank nodes at its end. */
  get ratchetTree(): RatchetTree {
    return (this.#ratchetTree ??= arrayOf(this.#state.tree))
  }
  get members(): LeafEntry[] {
    return [...leavesOf(this.#state.tree)]
  }
  /** Null where the leaf is blank or outside the tree. */
  member(leaf_index: number): LeafNode | null {
    return leafAt(this.#state.tree, leaf_index)
  }
  get externalSenders(): ExternalSender[] {
    return [...this.#state.externalSenders]
  }

  /**
   * Group, epoch, sender and signature of a proposal or commit (6.1), not its tags.
   * @throws PublicGroupError with code group-id, epoch, content-type, sender, path or signature
   */
  verify(message: PublicMessage): void {
    if (this.#verified.has(message)) return
    verifyMessage(this.#state, message)
    this.#verified.add(message)
  }

  /**
   * Verifies a proposal and judges it by itself (12.1); whether it can be committed depends on what it is committed with.
   * @param now the moment at which the key package of an Add is judged
   * @throws PublicGroupError as `verify` does, or with code proposal
   */
  verifyProposal(message: PublicMessage, now = new Date()): void {
    const { content } = message
    this.verify(message)
    if (content.content_type !== 'proposal') {
      const what = `expected a proposal, got a ${content.content_type}`
      throw new PublicGroupError('content-type', 'content.content_type', '12.1', what)
    }
    const defect = proposalDefect(this.#state, content.proposal, content.sender, now)
    if (!defect) return
    const path = `content.proposal.${defect.path}`
    throw new PublicGroupError('proposal', path, defect.section, defect.what, [this.proposalRef(message)])
  }

  /** 5.2. */
  proposalRef(message: PublicMessage): Uint8Array {
    return refOf(this.draft, this.suite, message)
  }

  /**
   * Verifies a commit and applies it: what it refers to, 12.2, 12.3, 12.4 and the path, down to the next GroupContext.
   * @param pending proposals of this epoch that it may refer to
   * @param now the moment at which the key packages of Adds are judged
   * @throws PublicGroupError
   */
  stage(commit: PublicMessage, pending: readonly PublicMessage[], now = new Date()): StagedCommit {
    this.verify(commit)
    const { content } = commit
    if (content.content_type !== 'commit') {
      const what = `expected a commit, got a ${content.content_type}`
      throw new PublicGroupError('content-type', 'content.content_type', '12.4', what)
    }
    const resolved = resolve(content.commit, content.sender, this.#finder(pending))
    const { state, ...leaves } = stage(this.#state, commit, content.commit, resolved, now)
    return {
      committer: content.sender,
      proposals: resolved.map(({ path: _path, ...proposal }) => proposal),
      ...leaves,
      external: content.sender.sender_type !== 'member',
      next: new PublicGroup(state),
    }
  }

  #finder(pending: readonly PublicMessage[]): (ref: Uint8Array) => PublicMessage | undefined {
    const byRef = new Map<string, PublicMessage>()
    return (ref) => {
      if (byRef.size === 0) for (const message of pending) byRef.set(hex(this.proposalRef(message)), message)
      const found = byRef.get(hex(ref))
      if (found) this.#verifyReferred(found, ref)
      return found
    }
  }

  #verifyReferred(message: PublicMessage, ref: Uint8Array): void {
    try {
      this.verify(message)
    } catch (error) {
      if (!(error instanceof PublicGroupError)) throw error
      throw new PublicGroupError(error.code, error.path, error.section, error.what, [ref])
    }
  }

  /**
   * Whether a GroupInfo is of exactly this epoch, and without the ratchet tree in it.
   * @throws PublicGroupError with code group-info or group-info-signature
   */
  checkGroupInfo(groupInfo: GroupInfo): void {
    checkGroupInfo(this.#state, groupInfo)
  }

  /**
   * The GroupInfo of this epoch that a PartialGroupInfo completes.
   * @param confirmation_tag of the commit that began the epoch
   * @param signer leaf index of whoever made the PartialGroupInfo: the committer
   * @throws PublicGroupError with code group-info or group-info-signature
   */
  groupInfoFrom(partial: PartialGroupInfo, confirmation_tag: Uint8Array, signer: number): GroupInfo {
    return completed(this.#state, partial, confirmation_tag, signer)
  }
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}

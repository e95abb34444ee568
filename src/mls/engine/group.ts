import { encodeGroupContext } from 'ts-mls/groupContext.js'
import type { CiphersuiteImpl, ClientState } from 'ts-mls'
import { createCommit } from 'ts-mls/createCommit.js'
import { createApplicationMessage, createProposal } from 'ts-mls/createMessage.js'
import { acceptAll } from 'ts-mls/incomingMessageAction.js'
import { decodeKeyPackage } from 'ts-mls/keyPackage.js'
import { encodeMlsMessage } from 'ts-mls/message.js'
import { updateLeafKey } from 'ts-mls/privateKeyPath.js'
import { processMessage } from 'ts-mls/processMessages.js'
import type { Proposal as EngineProposal } from 'ts-mls/proposal.js'
import { emptyPskIndex } from 'ts-mls/pskIndex.js'
import { encodeRatchetTree } from 'ts-mls/ratchetTree.js'
import { decode } from '../../codec/index.js'
import type { Draft } from '../../drafts/ids.js'
import { messageDefect } from '../hostile.js'
import { generateKeys } from '../keys.js'
import { suiteOf } from '../suites.js'
import { GroupContext } from '../wire/group-context.js'
import { KeyPackage } from '../wire/key-package.js'
import { MLSMessage } from '../wire/message.js'
import { type Proposal, selfRemove } from '../wire/proposal.js'
import type { PublicMessage } from '../wire/public-message.js'
import { RatchetTree } from '../wire/ratchet-tree.js'
import { proposalTypes } from '../wire/registries.js'
import { convert, toEngineMessage, toEngineProposal } from './convert.js'
import { EngineError, orEngineError } from './error.js'
import { groupInfoOf, partialGroupInfoOf } from './group-info.js'
import { updatedLeaf } from './update.js'
import { privateKeyOf, tokenFor } from './suite.js'
import type { CommitOptions, Member, PendingCommit, Processed } from './types.js'

/** One client's view of one group. Its epoch moves with commits that are accepted or processed. */
export class Group {
  /** The protocol whose proposals it knows. */
  readonly draft: Draft
  readonly #engine: CiphersuiteImpl
  #state: ClientState
  /** New leaf keys by the ProposalRef, in hexadecimal, of the Update that proposes them. */
  #updates: ReadonlyMap<string, Uint8Array>
  #context: GroupContext | undefined
  #members: Member[] | undefined

  /** Groups come from createGroup, joinFromWelcome and joinExternally. */
  constructor(
    draft: Draft,
    engine: CiphersuiteImpl,
    state: ClientState,
    updates: ReadonlyMap<string, Uint8Array> = new Map(),
  ) {
    this.draft = draft
    this.#engine = engine
    this.#state = state
    this.#updates = updates
  }

  get groupId(): Uint8Array {
    return this.#state.groupContext.groupId
  }
  get epoch(): bigint {
    return this.#state.groupContext.epoch
  }
  get suite(): number {
    return this.context.cipher_suite
  }
  /** The GroupContext of this epoch. */
  get context(): GroupContext {
    return (this.#context ??= decode(GroupContext, encodeGroupContext(this.#state.groupContext)))
  }
  /** Own leaf index. */
  get leafIndex(): number {
    return this.#state.privatePath.leafIndex
  }
  /** False once a processed commit has removed this client. */
  get active(): boolean {
    return this.#state.groupActiveState.kind === 'active'
  }
  /** Equal at all members of an epoch, and only at them (8.7). */
  get epochAuthenticator(): Uint8Array {
    return this.#state.keySchedule.epochAuthenticator
  }
  /** The confirmation_tag of the commit that began this epoch (8.1). */
  get confirmationTag(): Uint8Array {
    return this.#state.confirmationTag
  }
  /**
   * The membership_tag of this epoch for any PublicMessage, be it one that this client would never send (6.2).
   * @param authenticated an encoded AuthenticatedContentTBM
   */
  membershipTag(authenticated: Uint8Array): Promise<Uint8Array> {
    return this.#engine.hash.mac(this.#state.keySchedule.membershipKey, authenticated)
  }
  /** The encoded RatchetTree. */
  get ratchetTree(): Uint8Array {
    return encodeRatchetTree(this.#state.ratchetTree)
  }
  get members(): Member[] {
    return (this.#members ??= decode(RatchetTree, this.ratchetTree).flatMap((node, index) =>
      node?.node_type === 'leaf' ? [{ leafIndex: index / 2, leafNode: node.leaf_node }] : [],
    ))
  }
  /** ProposalRefs of this epoch's proposals, in the order in which they came. */
  get pending(): Uint8Array[] {
    return Object.keys(this.#state.unappliedProposals).map(refOf)
  }

  /** The same client in the same state, from here on its own: for competing commits and replays. */
  fork(): Group {
    return new Group(this.draft, this.#engine, this.#state, this.#updates)
  }

  /** GroupInfo with external_pub and without the ratchet tree, encoded and signed by this client. */
  groupInfo(): Promise<Uint8Array> {
    return groupInfoOf(this.#state, this.#engine)
  }

  /** Adds clients by their encoded key packages, in one commit and with one Welcome for all. */
  add(keyPackages: readonly Uint8Array[]): Promise<PendingCommit> {
    return this.commit({ add: keyPackages })
  }

  /** Removes the members at these leaf indices, in one commit. */
  remove(leafIndices: readonly number[]): Promise<PendingCommit> {
    return this.commit({ remove: leafIndices })
  }

  /** A commit of what was proposed, else an empty one: fresh keys for this client's leaf and its path. */
  update(): Promise<PendingCommit> {
    return this.commit()
  }

  /**
   * A commit of ours, in a PublicMessage. Nothing changes before it is accepted.
   * @throws EngineError for proposals that cannot be committed, CodecError for malformed key packages
   */
  async commit(options: CommitOptions = {}): Promise<PendingCommit> {
    const { add = [], remove = [], proposals = [], references = 'all', authenticatedData, path = false } = options
    const state = this.#state
    const extraProposals = [
      ...add.map(addition),
      ...remove.map((leafIndex) => this.#removal(leafIndex)),
      ...proposals.map((proposal) => toEngineProposal(this.draft, proposal)),
    ]
    const settings = {
      wireAsPublicMessage: true,
      ratchetTreeExtension: false,
      extraProposals,
      references: references === 'all' ? this.#committable() : [...references],
      authenticatedData,
      forcePath: path,
    }
    const { commit, welcome, newState } = await orEngineError('commit', () =>
      createCommit({ state, cipherSuite: this.#engine }, settings),
    )
    const groupInfo = await groupInfoOf(newState, this.#engine)
    return {
      commit: encodeMlsMessage(commit),
      welcome: welcome ? encodeMlsMessage({ version: 'mls10', wireformat: 'mls_welcome', welcome }) : null,
      groupInfo,
      partialGroupInfo: partialGroupInfoOf(groupInfo),
      ratchetTree: encodeRatchetTree(newState.ratchetTree),
      accepted: () => {
        if (this.epoch !== state.groupContext.epoch) {
          throw new EngineError(
            `a commit of epoch ${state.groupContext.epoch} cannot be accepted in epoch ${this.epoch}`,
          )
        }
        this.#become(newState)
      },
    }
  }

  /** All that is pending but what its own committer must leave to others: own Updates, and what removes it (12.2). */
  #committable(): Uint8Array[] {
    const self = this.leafIndex
    return Object.entries(this.#state.unappliedProposals).flatMap(([ref, { proposal, senderLeafIndex }]) => {
      const { proposalType } = proposal
      const own =
        senderLeafIndex === self && (proposalType === 'update' || proposalType === selfRemove[this.draft].proposal_type)
      const removesSelf = proposalType === 'remove' && proposal.remove.removed === self
      return own || removesSelf ? [] : [refOf(ref)]
    })
  }

  /** Proposes, and remembers the proposal as pending. @returns MLSMessage holding a PublicMessage */
  propose(proposal: Proposal, authenticatedData?: Uint8Array): Promise<Uint8Array> {
    return this.#propose(toEngineProposal(this.draft, proposal), authenticatedData)
  }

  /** Proposes to remove a member. @returns MLSMessage holding a PublicMessage */
  async proposeRemoval(leafIndex: number): Promise<Uint8Array> {
    return this.#propose(this.#removal(leafIndex))
  }

  /** Proposes to leave; another member's or a newcomer's commit takes it in. @returns MLSMessage holding a PublicMessage */
  proposeSelfRemove(): Promise<Uint8Array> {
    return this.propose(selfRemove[this.draft])
  }

  /** Proposes fresh keys for this client's own leaf. @returns MLSMessage holding a PublicMessage */
  async proposeUpdate(authenticatedData?: Uint8Array): Promise<Uint8Array> {
    const { suite, leafIndex, groupId } = this
    const own = this.members.find((member) => member.leafIndex === leafIndex)
    if (!own) throw new EngineError('only a member can propose an Update')
    const encryptionKeys = generateKeys(suiteOf(suite).kem)
    const privateKey = privateKeyOf(this.#state.signaturePrivateKey)
    const leaf_node = updatedLeaf(own.leafNode, suite, privateKey, {
      encryption_key: encryptionKeys.publicKey,
      group_id: groupId,
      leaf_index: leafIndex,
    })
    const before = new Set(Object.keys(this.#state.unappliedProposals))
    const message = await this.propose({ proposal_type: proposalTypes.update, leaf_node }, authenticatedData)
    const ref = Object.keys(this.#state.unappliedProposals).find((key) => !before.has(key))
    if (ref) this.#updates = new Map([...this.#updates, [hex(refOf(ref)), tokenFor(encryptionKeys)]])
    return message
  }

  async #propose(proposal: EngineProposal, authenticatedData?: Uint8Array): Promise<Uint8Array> {
    const { message, newState } = await orEngineError('propose', () =>
      createProposal(this.#state, true, proposal, this.#engine, authenticatedData),
    )
    this.#state = newState
    return encodeMlsMessage(message)
  }

  #removal(removed: number): EngineProposal {
    if (this.#state.ratchetTree[2 * removed]?.nodeType === 'leaf')
      return { proposalType: 'remove', remove: { removed } }
    const present = this.members.map(({ leafIndex }) => leafIndex)
    throw new EngineError(`no member has leaf index ${removed}: expected one of ${present.join(', ')}`)
  }

  /** An application message: MLSMessage holding a PrivateMessage. */
  async encrypt(plaintext: Uint8Array, authenticatedData: Uint8Array = new Uint8Array()): Promise<Uint8Array> {
    const { privateMessage, newState } = await orEngineError('encrypt', () =>
      createApplicationMessage(this.#state, plaintext, this.#engine, authenticatedData),
    )
    this.#state = newState
    return encodeMlsMessage({ version: 'mls10', wireformat: 'mls_private_message', privateMessage })
  }

  /**
   * Takes a message of another member, an external sender or a newcomer; proposals are remembered as pending.
   * @param bytes MLSMessage holding a PublicMessage or PrivateMessage
   * @throws CodecError for malformed bytes, EngineError for a message that is not valid here; the state stays as it was
   */
  async process(bytes: Uint8Array): Promise<Processed> {
    const read = decode(MLSMessage[this.draft], bytes)
    const defect = messageDefect(read, (this.#state.ratchetTree.length + 1) / 2)
    if (defect) throw new EngineError(defect)
    if ('public_message' in read) this.#addressed(read.public_message)
    const message = toEngineMessage(this.draft, read, bytes)
    if (message.wireformat !== 'mls_public_message' && message.wireformat !== 'mls_private_message') {
      throw new EngineError(`expected a PublicMessage or PrivateMessage, got ${message.wireformat}`)
    }
    const state = this.#withCommittedUpdate(read)
    const result = await orEngineError('process the message', () =>
      processMessage(message, state, emptyPskIndex, acceptAll, this.#engine),
    )
    if (result.kind === 'applicationMessage') {
      this.#state = result.newState
      return { kind: 'application', plaintext: result.message }
    }
    const isProposal =
      message.wireformat === 'mls_public_message'
        ? message.publicMessage.content.contentType === 'proposal'
        : message.privateMessage.contentType === 'proposal'
    if (isProposal) {
      this.#state = result.newState
      return { kind: 'proposal' }
    }
    this.#become(result.newState)
    return { kind: 'commit', removed: !this.active }
  }

  /** The signature of who is no member does not cover the GroupContext, so ts-mls would take it in any group and epoch. */
  #addressed({ content }: PublicMessage): void {
    if (hex(content.group_id) !== hex(this.groupId))
      throw new EngineError('cannot process the message: it is of another group')
    if (content.epoch === this.epoch) return
    throw new EngineError(`cannot process the message: it is of epoch ${content.epoch}, the group is in ${this.epoch}`)
  }

  /** Where a commit takes in an own Update, its path is encrypted to the keys that this proposed. */
  #withCommittedUpdate(message: MLSMessage): ClientState {
    if (this.#updates.size === 0 || !('public_message' in message)) return this.#state
    const { content } = message.public_message
    if (content.content_type !== 'commit') return this.#state
    for (const entry of content.commit.proposals) {
      const token = entry.type === 'reference' ? this.#updates.get(hex(entry.reference)) : undefined
      if (token) return { ...this.#state, privatePath: updateLeafKey(this.#state.privatePath, token) }
    }
    return this.#state
  }

  /** A new epoch. */
  #become(state: ClientState): void {
    this.#state = state
    this.#updates = new Map()
    this.#context = undefined
    this.#members = undefined
  }
}

function addition(bytes: Uint8Array): EngineProposal {
  decode(KeyPackage, bytes)
  return { proposalType: 'add', add: { keyPackage: convert(decodeKeyPackage, bytes) } }
}

/** ts-mls knows pending proposals by their ProposalRef in base64. */
function refOf(key: string): Uint8Array {
  return new Uint8Array(Buffer.from(key, 'base64'))
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}

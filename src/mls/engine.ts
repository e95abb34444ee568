/**
 * Groups, as a client sees them: the only file that knows ts-mls. Bytes come in only after our own strict reader has
 * read them, because ts-mls reads leniently; what goes out as valid, tests re-read strictly.
 */
import type { KeyObject } from 'node:crypto'
import {
  acceptAll,
  type CiphersuiteImpl,
  type ClientState,
  createApplicationMessage,
  createCommit,
  createGroup as createState,
  createProposal,
  decodeMlsMessage,
  type Decoder,
  emptyPskIndex,
  encodeMlsMessage,
  getCiphersuiteImpl,
  joinGroup,
  type MLSMessage as EngineMessage,
  processMessage,
  type PrivateKeyPackage,
  type Proposal,
} from 'ts-mls'
import { createGroupInfo } from 'ts-mls/createCommit.js'
import { getCiphersuiteFromId } from 'ts-mls/crypto/ciphersuite.js'
import { decodeExtension } from 'ts-mls/extension.js'
import { encodeGroupInfo } from 'ts-mls/groupInfo.js'
import { decodeKeyPackage } from 'ts-mls/keyPackage.js'
import { decodeRatchetTree, encodeRatchetTree } from 'ts-mls/ratchetTree.js'
import { decode, encode } from '../codec/index.js'
import type { Draft } from '../drafts/ids.js'
import type { Device } from './device.js'
import { messageDefect, treeDefect } from './hostile.js'
import type { KeyPackageBundle } from './key-package-bundle.js'
import { rawPrivateKey } from './keys.js'
import { decrypt, encrypt, expand, extract, mac, verifyMac } from './primitives.js'
import { generateSignatureKeys, hash, signBytes, verifyBytes } from './sign.js'
import { suiteOf } from './suites.js'
import type { AppRules } from './wire/app-state.js'
import type { GroupContext } from './wire/group-context.js'
import { ExternalPub } from './wire/group-info.js'
import { KeyPackage } from './wire/key-package.js'
import { Extension, type LeafNode } from './wire/leaf-node.js'
import { MLSMessage } from './wire/message.js'
import type { Proposal as ProposalOfDraft } from './wire/proposal.js'
import { RatchetTree } from './wire/ratchet-tree.js'
import { extensionTypes } from './wire/registries.js'

/** A message, tree or key package that this group cannot take; malformed bytes are a CodecError instead. */
export class EngineError extends Error {
  override name = 'EngineError'
}

/** The suites in which groups can be had; the others would need HPKE algorithms that node:crypto lacks. */
export const groupSuites = [1, 2, 5, 7] as const

/** A commit of ours, with what a hub and newcomers need of the epoch that it begins. */
export interface PendingCommit {
  /** MLSMessage holding a PublicMessage. */
  commit: Uint8Array
  /** MLSMessage holding the Welcome, which has no ratchet tree; null where nobody was added. */
  welcome: Uint8Array | null
  /** GroupInfo of the new epoch, with external_pub and without the ratchet tree. */
  groupInfo: Uint8Array
  /** PartialGroupInfo of the new epoch (06): what of that GroupInfo a hub that follows the handshake cannot make up itself. */
  partialGroupInfo: Uint8Array
  /** RatchetTree of the new epoch. */
  ratchetTree: Uint8Array
  /** Moves the group to the new epoch; leave it be when the hub refuses the commit. */
  accepted(): void
}

/** What came of a message: text for the application, or a proposal or commit applied to the group. */
export type Processed =
  { kind: 'application'; plaintext: Uint8Array } | { kind: 'proposal' } | { kind: 'commit'; removed: boolean }

/** What a commit changes; an empty one only renews the keys of the committer's path. */
export interface CommitOptions {
  /** Encoded key packages of new members. */
  add?: readonly Uint8Array[]
  /** Leaf indices. */
  remove?: readonly number[]
  /** Other proposals by value, in this order behind those. */
  proposals?: readonly ProposalOfDraft[]
  /** ProposalRefs of pending proposals to put in by reference, before those by value; all that are pending when absent. */
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
  proposals?: readonly ProposalOfDraft[]
  /** MLSMessages with proposals of members (SelfRemove) that are put in by reference. */
  references?: readonly Uint8Array[]
  /** Leaf index of this client's former membership, which is removed. */
  replaces?: number
  authenticatedData?: Uint8Array
  app?: AppRules
}

/** Joins by an external commit. The group is in its first epoch once the commit is accepted. */
export function joinExternally(_join: ExternalJoin): Promise<{ group: Group; pending: PendingCommit }> {
  throw new EngineError('not yet')
}

export interface Member {
  leafIndex: number
  leafNode: LeafNode
}

export interface NewGroup {
  groupId: Uint8Array
  /** The suite; the device's own when absent. */
  suite?: number
  /** Of the GroupContext. */
  extensions?: Extension[]
  /** How proposals for applications take effect; whatever is written replaces what was there when absent. */
  app?: AppRules
}

/** A new group with the device as its one member, at epoch 0. */
export async function createGroup(device: Device, { groupId, suite, extensions = [] }: NewGroup): Promise<Group> {
  const [bundle] = device.keyPackages(1, { suite })
  if (!bundle) throw new EngineError('the device made no key package for itself')
  const engine = await engineOf(bundle.suite)
  const inherited = extensions.map((extension) => convert(decodeExtension, encode(Extension, extension)))
  const keys = privateKeysOf(bundle)
  const state = await orEngineError('create the group', () =>
    createState(groupId, convert(decodeKeyPackage, bundle.bytes), keys, inherited, engine),
  )
  return new Group(device.draft, engine, state)
}

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

/**
 * Joins by a Welcome whose ratchet tree came beside it.
 * @throws CodecError for malformed bytes, EngineError for a Welcome that is not for this key package or not valid
 */
export async function joinFromWelcome({ draft, bundle, welcome, ratchetTree }: Invitation): Promise<Group> {
  decode(MLSMessage[draft], welcome)
  const defect = treeDefect(decode(RatchetTree, ratchetTree))
  if (defect) throw new EngineError(`ratchet tree ${defect}`)
  const message = convert(decodeMlsMessage, welcome)
  if (message.wireformat !== 'mls_welcome') throw new EngineError(`expected a Welcome, got ${message.wireformat}`)
  const engine = await engineOf(bundle.suite)
  const tree = convert(decodeRatchetTree, ratchetTree)
  const keyPackage = convert(decodeKeyPackage, bundle.bytes)
  const keys = privateKeysOf(bundle)
  const state = await orEngineError('join', () =>
    joinGroup(message.welcome, keyPackage, keys, emptyPskIndex, engine, tree),
  )
  return new Group(draft, engine, state)
}

/** One client's view of one group. Its epoch moves with commits that are accepted or processed. */
export class Group {
  readonly #draft: Draft
  readonly #engine: CiphersuiteImpl
  #state: ClientState

  constructor(draft: Draft, engine: CiphersuiteImpl, state: ClientState) {
    this.#draft = draft
    this.#engine = engine
    this.#state = state
  }

  get groupId(): Uint8Array {
    return this.#state.groupContext.groupId
  }
  get epoch(): bigint {
    return this.#state.groupContext.epoch
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
    return decode(RatchetTree, this.ratchetTree).flatMap((node, index) =>
      node?.node_type === 'leaf' ? [{ leafIndex: index / 2, leafNode: node.leaf_node }] : [],
    )
  }

  /** The same client in the same state, from here on its own: for competing commits and replays. */
  fork(): Group {
    return new Group(this.#draft, this.#engine, this.#state)
  }

  get draft(): Draft {
    return this.#draft
  }
  get suite(): number {
    return this.context.cipher_suite
  }
  get context(): GroupContext {
    throw new EngineError('not yet')
  }

  /** A commit of ours, in PublicMessage; nothing changes until it is accepted. */
  commit(_options: CommitOptions = {}): Promise<PendingCommit> {
    throw new EngineError('not yet')
  }
  /** Proposes, and remembers the proposal as pending. @returns MLSMessage holding a PublicMessage */
  propose(_proposal: ProposalOfDraft, _authenticatedData?: Uint8Array): Promise<Uint8Array> {
    throw new EngineError('not yet')
  }
  /** Proposes fresh keys for this client's own leaf. @returns MLSMessage holding a PublicMessage */
  proposeUpdate(): Promise<Uint8Array> {
    throw new EngineError('not yet')
  }
  /** ProposalRefs of what is pending, in the order in which it came. */
  get pending(): Uint8Array[] {
    throw new EngineError('not yet')
  }
  /** SelfRemove by the draft's number; by reference only. @returns MLSMessage holding a PublicMessage */
  proposeSelfRemove(): Promise<Uint8Array> {
    throw new EngineError('not yet')
  }
  /** membership_tag of a PublicMessage in this epoch (6.2) over the encoded AuthenticatedContentTBM. */
  membershipTag(_tbm: Uint8Array): Uint8Array {
    throw new EngineError('not yet')
  }

  /** GroupInfo with external_pub and without the ratchet tree, encoded and signed by this client. */
  groupInfo(): Promise<Uint8Array> {
    return groupInfoOf(this.#state, this.#engine)
  }

  /** Adds clients by their encoded key packages, in one commit and with one Welcome for all. */
  async add(keyPackages: readonly Uint8Array[]): Promise<PendingCommit> {
    return this.#commit(
      keyPackages.map((bytes) => {
        decode(KeyPackage, bytes)
        return { proposalType: 'add', add: { keyPackage: convert(decodeKeyPackage, bytes) } }
      }),
    )
  }

  /** Removes the members at these leaf indices, in one commit. */
  async remove(leafIndices: readonly number[]): Promise<PendingCommit> {
    return this.#commit(leafIndices.map((removed) => this.#removal(removed)))
  }

  /** Proposes to remove a member; the next commit refers to it. @returns MLSMessage holding a PublicMessage */
  async proposeRemoval(leafIndex: number): Promise<Uint8Array> {
    const removal = this.#removal(leafIndex)
    const { message, newState } = await orEngineError('propose', () =>
      createProposal(this.#state, true, removal, this.#engine),
    )
    this.#state = newState
    return encodeMlsMessage(message)
  }

  #removal(removed: number): Proposal {
    const present = this.members.map(({ leafIndex }) => leafIndex)
    if (present.includes(removed)) return { proposalType: 'remove', remove: { removed } }
    throw new EngineError(`no member has leaf index ${removed}: expected one of ${present.join(', ')}`)
  }

  /** A commit of what was proposed, else an empty one: fresh keys for this client's leaf and its path. */
  update(): Promise<PendingCommit> {
    return this.#commit([])
  }

  async #commit(extraProposals: Proposal[]): Promise<PendingCommit> {
    const options = { wireAsPublicMessage: true, ratchetTreeExtension: false, extraProposals }
    const context = { state: this.#state, cipherSuite: this.#engine }
    const { commit, welcome, newState } = await orEngineError('commit', () => createCommit(context, options))
    return {
      commit: encodeMlsMessage(commit),
      welcome: welcome ? encodeMlsMessage({ version: 'mls10', wireformat: 'mls_welcome', welcome }) : null,
      groupInfo: await groupInfoOf(newState, this.#engine),
      partialGroupInfo: new Uint8Array(),
      ratchetTree: encodeRatchetTree(newState.ratchetTree),
      accepted: () => {
        this.#state = newState
      },
    }
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
   * Takes a message of another member.
   * @param bytes MLSMessage holding a PublicMessage or PrivateMessage
   * @throws CodecError for malformed bytes, EngineError for a message that is not valid here; the state stays as it was
   */
  async process(bytes: Uint8Array): Promise<Processed> {
    const defect = messageDefect(decode(MLSMessage[this.#draft], bytes), (this.#state.ratchetTree.length + 1) / 2)
    if (defect) throw new EngineError(defect)
    const message = convert(decodeMlsMessage, bytes)
    if (message.wireformat !== 'mls_public_message' && message.wireformat !== 'mls_private_message') {
      throw new EngineError(`expected a PublicMessage or PrivateMessage, got ${message.wireformat}`)
    }
    const result = await orEngineError('process the message', () =>
      processMessage(message, this.#state, emptyPskIndex, acceptAll, this.#engine),
    )
    this.#state = result.newState
    if (result.kind === 'applicationMessage') return { kind: 'application', plaintext: result.message }
    return contentTypeOf(message) === 'proposal' ? { kind: 'proposal' } : { kind: 'commit', removed: !this.active }
  }
}

function contentTypeOf(message: EngineMessage): string | undefined {
  if (message.wireformat === 'mls_public_message') return message.publicMessage.content.contentType
  if (message.wireformat === 'mls_private_message') return message.privateMessage.contentType
  return undefined
}

/** Our own external_pub (12.4.3.2): ts-mls writes it without its length. */
async function groupInfoOf(state: ClientState, engine: CiphersuiteImpl): Promise<Uint8Array> {
  const keys = await engine.hpke.deriveKeyPair(state.keySchedule.externalSecret)
  const external_pub = await engine.hpke.exportPublicKey(keys.publicKey)
  const extensionData = encode(ExternalPub, { external_pub })
  const extensions = [{ extensionType: extensionTypes.external_pub, extensionData }]
  return encodeGroupInfo(await createGroupInfo(state.groupContext, state.confirmationTag, state, extensions, engine))
}

/** Reads with ts-mls what our own reader or writer has vouched for. */
function convert<T>(decoder: Decoder<T>, bytes: Uint8Array): T {
  const result = decoder(bytes, 0)
  if (!result) throw new EngineError('well-formed bytes, but ts-mls cannot represent what they say')
  return result[0]
}

/** ts-mls throws whatever comes to hand, TypeErrors among it. */
async function orEngineError<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (cause) {
    throw new EngineError(`cannot ${what}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
  }
}

/**
 * ts-mls asks for private signature keys as octets and hands them back unchanged to sign with, so it gets a token, and
 * the key stays what node:crypto has.
 */
const signatureKeys = new WeakMap<Uint8Array, KeyObject>()

function tokenFor(key: KeyObject): Uint8Array {
  const token = new Uint8Array()
  signatureKeys.set(token, key)
  return token
}

function privateKeysOf({ initKeys, encryptionKeys, signatureKeys }: KeyPackageBundle): PrivateKeyPackage {
  return {
    initPrivateKey: rawPrivateKey(initKeys.privateKey),
    hpkePrivateKey: rawPrivateKey(encryptionKeys.privateKey),
    signaturePrivateKey: tokenFor(signatureKeys.privateKey),
  }
}

const engines = new Map<number, Promise<CiphersuiteImpl>>()

/**
 * The suite as ts-mls has it, but signing and verifying through our own sign.ts, which no hostile key can upset, and
 * hashing and encrypting at once.
 */
function engineOf(suite: number): Promise<CiphersuiteImpl> {
  const id = groupSuites.find((known) => known === suite)
  if (!id) throw new EngineError(`no groups in cipher suite ${suite}: expected one of ${groupSuites.join(', ')}`)
  const engine = engines.get(id) ?? makeEngine(id)
  engines.set(id, engine)
  return engine
}

async function makeEngine(suite: (typeof groupSuites)[number]): Promise<CiphersuiteImpl> {
  const base = await getCiphersuiteImpl(getCiphersuiteFromId(suite))
  const parameters = suiteOf(suite)
  const nothing = new Uint8Array()
  return {
    ...base,
    hash: {
      digest: async (bytes) => hash(suite, bytes),
      mac: async (key, bytes) => mac(parameters, key, bytes),
      verifyMac: async (key, tag, bytes) => verifyMac(parameters, key, tag, bytes),
    },
    kdf: {
      extract: async (salt, ikm) => extract(parameters, salt, ikm),
      expand: async (prk, info, length) => expand(parameters, prk, info, length),
      size: parameters.hashLength,
    },
    hpke: {
      ...base.hpke,
      encryptAead: async (key, nonce, aad = nothing, bytes) => encrypt(key, nonce, aad, bytes),
      decryptAead: async (key, nonce, aad = nothing, bytes) => decrypt(key, nonce, aad, bytes),
    },
    signature: {
      sign: (token, message) => {
        const key = signatureKeys.get(token)
        if (!key) throw new EngineError('ts-mls signs with a key that it was not given')
        return Promise.resolve(signBytes(suite, key, message))
      },
      verify: (publicKey, message, signature) => Promise.resolve(verifyBytes(suite, publicKey, message, signature)),
      keygen: () => {
        const { publicKey, privateKey } = generateSignatureKeys(suite)
        return Promise.resolve({ publicKey, signKey: tokenFor(privateKey) })
      },
    },
  }
}

/** Groups and messages made without ts-mls, for tests: any commit can be had, whether a client would send it or not. */
import { encode } from '../../codec/index.js'
import type { Draft } from '../../drafts/ids.js'
import type { Device } from '../device.js'
import { signFramedContent } from '../framing.js'
import { type KeyPackageBundle, signLeafNode } from '../key-package-bundle.js'
import { generateKeys, type KeyPair } from '../keys.js'
import { PublicGroup } from '../public-group.js'
import { signWithLabel } from '../sign.js'
import { suiteOf } from '../suites.js'
import {
  arrayOf,
  filteredPath,
  hashOf,
  leafSlot,
  merged,
  resolution,
  type Tree,
  treeOf,
  withAdded,
  withRoom,
} from '../tree/index.js'
import { defaultAppRules } from '../wire/app-state.js'
import type { Commit } from '../wire/commit.js'
import type { FramedContent, Sender } from '../wire/framing.js'
import type { GroupContext } from '../wire/group-context.js'
import { type GroupInfo, GroupInfoTBS } from '../wire/group-info.js'
import type { Extension, LeafNode, LeafNodeTBS } from '../wire/leaf-node.js'
import type { Proposal } from '../wire/proposal.js'
import type { PublicMessage } from '../wire/public-message.js'
import type { RatchetTree } from '../wire/ratchet-tree.js'
import type { UpdatePath } from '../wire/update-path.js'
import { apply } from './apply.js'
import { readContextExtensions } from './context-extensions.js'
import { resolve } from './resolve.js'
import { bundleOf, groupId } from './test-rig.js'

const tag = new Uint8Array(32)
const nothing = new Uint8Array()

/** A group's public side with the signature keys of all who were ever in it, by leaf. */
export interface ForgedGroup {
  draft: Draft
  follower: PublicGroup
  keys: ReadonlyMap<number, KeyPair>
}

/** A group of these clients, as its creator serves it; all leaves but the first are unmerged nowhere, for no node is set. */
export function forgeGroup(
  draft: Draft,
  bundles: readonly KeyPackageBundle[],
  extensions: Extension[] = [],
): ForgedGroup {
  let tree: Tree = leafSlot(0, null)
  for (const { keyPackage } of bundles) tree = withAdded(tree, keyPackage.leaf_node).tree
  const keys = new Map(bundles.map(({ signatureKeys }, index) => [index, signatureKeys]))
  const suite = bundles[0]?.suite ?? 1
  const groupInfo = forgeGroupInfo(suite, keys, { tree_hash: hashOf(suite, tree), extensions })
  return { draft, follower: PublicGroup.open({ draft, groupInfo, ratchetTree: arrayOf(tree) }), keys }
}

/** A GroupInfo of epoch 0, signed by the first leaf. */
export function forgeGroupInfo(
  suite: number,
  keys: ReadonlyMap<number, KeyPair>,
  context: Partial<GroupContext>,
  rest: Partial<GroupInfo> = {},
): GroupInfo {
  const group_context: GroupContext = {
    version: 1,
    cipher_suite: suite,
    group_id: groupId,
    epoch: 0n,
    tree_hash: nothing,
    confirmed_transcript_hash: nothing,
    extensions: [],
    ...context,
  }
  return resignGroupInfo(keys, {
    group_context,
    extensions: [],
    confirmation_tag: tag,
    signer: 0,
    signature: nothing,
    ...rest,
  })
}

export function resignGroupInfo(keys: ReadonlyMap<number, KeyPair>, groupInfo: GroupInfo): GroupInfo {
  const { cipher_suite } = groupInfo.group_context
  const signed = encode(GroupInfoTBS, groupInfo)
  return { ...groupInfo, signature: signWithLabel(cipher_suite, keyOf(keys, 0).privateKey, 'GroupInfoTBS', signed) }
}

function keyOf(keys: ReadonlyMap<number, KeyPair>, leaf: number): KeyPair {
  const found = keys.get(leaf)
  if (!found) throw new Error(`nobody ever was at leaf ${leaf}`)
  return found
}

/** Content of this epoch by a member, or another sender with its keys. */
export function forgeMessage(
  { draft, follower, keys }: ForgedGroup,
  from: number | { sender: Sender; keys: KeyPair },
  what: { proposal: Proposal } | { commit: Commit },
  edit: (content: FramedContent) => FramedContent = (content) => content,
): PublicMessage {
  const sender: Sender = typeof from === 'number' ? { sender_type: 'member', leaf_index: from } : from.sender
  const { privateKey } = typeof from === 'number' ? keyOf(keys, from) : from.keys
  const head = { group_id: follower.groupId, epoch: follower.epoch, sender, authenticated_data: nothing }
  const content = edit(
    'commit' in what ? { ...head, content_type: 'commit', ...what } : { ...head, content_type: 'proposal', ...what },
  )
  const inContext = sender.sender_type === 'member' || sender.sender_type === 'new_member_commit'
  const signer = { draft, suite: follower.suite, privateKey }
  const signature = signFramedContent(signer, content, inContext ? follower.context : null)
  const auth = content.content_type === 'commit' ? { signature, confirmation_tag: tag } : { signature }
  return { content, auth, ...(sender.sender_type === 'member' ? { membership_tag: tag } : {}) }
}

export interface ForgedCommit {
  byValue?: readonly Proposal[]
  /** Messages to refer to; they are the pending ones, too. */
  byReference?: readonly PublicMessage[]
  /** False for none; true as it should be. */
  path?: boolean | ((path: UpdatePath) => UpdatePath)
  /** Changes of the path's leaf before it is signed. */
  leaf?: (leaf: LeafNodeTBS) => LeafNodeTBS
}

/** A commit by the member at a leaf, or by a newcomer. */
export function forgeCommit(group: ForgedGroup, from: number | Device, forged: ForgedCommit): PublicMessage {
  const { byValue = [], byReference = [], path = true } = forged
  const joiner = typeof from === 'number' ? null : bundleOf(from)
  const sender: Sender =
    typeof from === 'number' ? { sender_type: 'member', leaf_index: from } : { sender_type: 'new_member_commit' }
  const proposals: Commit['proposals'] = [
    ...byReference.map((message) => ({ type: 'reference' as const, reference: group.follower.proposalRef(message) })),
    ...byValue.map((proposal) => ({ type: 'proposal' as const, proposal })),
  ]
  const pathless = { proposals, path: null }
  const keys = joiner?.signatureKeys ?? keyOf(group.keys, typeof from === 'number' ? from : 0)
  if (path === false) return forgeMessage(group, { sender, keys }, { commit: pathless })
  const right = forgePath(group, sender, keys, joiner?.keyPackage.leaf_node ?? null, pathless, forged)
  return forgeMessage(group, { sender, keys }, { commit: { proposals, path: path === true ? right : path(right) } })
}

function forgePath(
  { draft, follower }: ForgedGroup,
  sender: Sender,
  keys: KeyPair,
  joining: LeafNode | null,
  commit: Commit,
  { byReference = [], leaf: edit = (leaf) => leaf }: ForgedCommit,
): UpdatePath {
  const { suite, context } = follower
  const find = (ref: Uint8Array) =>
    byReference.find((message) => Buffer.compare(follower.proposalRef(message), ref) === 0)
  const state = {
    draft,
    app: defaultAppRules,
    tree: treeOf(follower.ratchetTree),
    ...readContextExtensions(context.extensions, ''),
    group_context: context,
    confirmation_tag: tag,
    closed: false,
  }
  const applied = apply(state, resolve(commit, sender, find))
  const place =
    sender.sender_type === 'member' ? { tree: applied.tree, leafIndex: sender.leaf_index } : withRoom(applied.tree)
  const leaf_index = place.leafIndex
  const added = new Set(applied.added.map((entry) => entry.leaf_index))
  const nodes = filteredPath(place.tree, leaf_index).map(({ sibling }) => ({
    encryption_key: generateKeys(suiteOf(suite).kem).publicKey,
    encrypted_path_secret: [...resolution(sibling)]
      .filter(({ level, first }) => level > 0 || !added.has(first))
      .map(() => ({ kem_output: nothing, ciphertext: nothing })),
  }))
  const before = joining ?? follower.member(leaf_index)
  if (!before) throw new Error('the committer has no leaf')
  const encryption_key = generateKeys(suiteOf(suite).kem).publicKey
  const { parentHash: parent_hash } = merged(
    suite,
    place.tree,
    leaf_index,
    before,
    nodes.map((node) => node.encryption_key),
  )
  const { signature_key, credential, capabilities, extensions } = before
  const unsigned: LeafNodeTBS = edit({
    encryption_key,
    signature_key,
    credential,
    capabilities,
    leaf_node_source: 'commit',
    parent_hash,
    extensions,
    group_id: groupId,
    leaf_index,
  })
  return { leaf_node: signLeafNode(suite, keys, unsigned), nodes }
}

/** The tree with one node changed, and a GroupInfo of epoch 0 that agrees with it. */
export function forgeTree(
  { keys, follower }: ForgedGroup,
  edit: (tree: RatchetTree) => RatchetTree,
): { groupInfo: GroupInfo; ratchetTree: RatchetTree } {
  const ratchetTree = edit([...follower.ratchetTree])
  const { suite, context } = follower
  const groupInfo = forgeGroupInfo(suite, keys, { ...context, tree_hash: hashOf(suite, treeOf(ratchetTree)) })
  return { groupInfo, ratchetTree }
}

/**
 * An update with one thing changed and what depends on it made anew, as far as anybody outside the group can see. What
 * only members could tell (confirmation tag, path secrets, what a Welcome holds) stays the twin's.
 */
import { decode, encode } from '../../codec/index.js'
import type { Draft } from '../../drafts/ids.js'
import { encodePublicMessage } from '../framing.js'
import { signLeafNode } from '../key-package-bundle.js'
import { signWithLabel } from '../sign.js'
import { nextConfirmedTranscriptHash } from '../transcript.js'
import { arrayOf, merged, treeHash, treeOf } from '../tree/index.js'
import type { FramedContent } from '../wire/framing.js'
import { GroupInfo, GroupInfoTBS } from '../wire/group-info.js'
import { type LeafNode, type LeafNodeTBS } from '../wire/leaf-node.js'
import { MLSMessage } from '../wire/message.js'
import type { PublicMessage } from '../wire/public-message.js'
import { PartialGroupInfo } from '../wire/ratchet-tree-option.js'
import { RatchetTree } from '../wire/ratchet-tree.js'
import { wireFormats } from '../wire/registries.js'
import type { UpdatePath } from '../wire/update-path.js'
import type { Welcome } from '../wire/welcome.js'
import type { Forging, UpdateParts } from './artefact.js'
import { frame, type Framer, type FramingEdits } from './frame.js'

export type CommitContent = Extract<FramedContent, { content_type: 'commit' }>

/** A forging taken apart. */
export interface Twin extends Framer {
  content: CommitContent
  confirmation_tag: Uint8Array
  /** Of the epoch that the commit is for. */
  before: GroupInfo
  /** Of the epoch that it begins. */
  groupInfo: GroupInfo
  tree: RatchetTree
  /** Null where nobody is added. */
  welcome: Welcome | null
  /** The committer's, after the commit. */
  leafIndex: number
  forging: Forging
}

/** What to change. Whatever comes later in the order below is made of it. */
export interface UpdateEdits extends Omit<FramingEdits, 'content'> {
  /** Leaves that the commit adds; parent hashes go with them. */
  leaves?: (tree: RatchetTree, twin: Twin) => RatchetTree
  /** The committer's new leaf before it is signed, with its place in the group. */
  leaf?: (leaf: LeafNodeTBS, twin: Twin) => LeafNodeTBS
  /** Instead of `LeafNodeTBS`. */
  leafLabel?: string
  signedLeaf?: (leaf: LeafNode) => LeafNode
  /** Its nodes; the tree stays the twin's. */
  path?: (path: UpdatePath, twin: Twin) => UpdatePath
  content?: (content: CommitContent, twin: Twin) => FramedContent
  /** Of the new epoch; the tree hash goes with it. */
  tree?: (tree: RatchetTree, twin: Twin) => RatchetTree
  /** Sent instead of that tree, while the tree hash stays its own. */
  ratchetTree?: (twin: Twin) => RatchetTree
  groupInfo?: (groupInfo: GroupInfoTBS, twin: Twin) => GroupInfoTBS
  /** Instead of `GroupInfoTBS`. */
  groupInfoLabel?: string
  groupInfoSignature?: (signature: Uint8Array, twin: Twin) => Uint8Array
  welcome?: (welcome: Welcome | null, twin: Twin) => Welcome | null
}

export async function forge(forging: Forging, edits: UpdateEdits): Promise<UpdateParts> {
  const twin = await takeApart(forging)
  const withLeaf = leafEdited(twin, edits)
  const { path } = withLeaf.content.commit
  const pathEdited = path && edits.path ? withPath(withLeaf.content, edits.path(path, twin)) : withLeaf.content
  const content = edits.content?.(pathEdited, twin) ?? pathEdited
  const message = await frame(twin, content, twin.confirmation_tag, { ...edits, content: undefined })
  const tree = edits.tree?.(withLeaf.tree, twin) ?? withLeaf.tree
  return assembled(twin, edits, message, tree)
}

function assembled(twin: Twin, edits: UpdateEdits, message: PublicMessage, tree: RatchetTree): UpdateParts {
  const { draft, suite, before, signer } = twin
  const group_context = {
    ...twin.groupInfo.group_context,
    tree_hash: tree === twin.tree ? twin.groupInfo.group_context.tree_hash : treeHash(suite, tree),
    confirmed_transcript_hash: nextConfirmedTranscriptHash(draft, before, message),
  }
  const unsigned = { ...twin.groupInfo, group_context }
  const info = edits.groupInfo?.(unsigned, twin) ?? unsigned
  const label = edits.groupInfoLabel ?? 'GroupInfoTBS'
  const right = signWithLabel(suite, signer.privateKey, label, encode(GroupInfoTBS, info))
  const signature = edits.groupInfoSignature?.(right, twin) ?? right
  const partial = decode(PartialGroupInfo, twin.forging.pending.partialGroupInfo)
  const welcome = edits.welcome ? edits.welcome(twin.welcome, twin) : twin.welcome
  return {
    commit: encodePublicMessage(draft, message),
    welcome: welcome && encode(MLSMessage[draft], { version: 1, wire_format: wireFormats.mls_welcome, welcome }),
    groupInfo: encode(GroupInfo, { ...info, signature }),
    partialGroupInfo: encode(PartialGroupInfo, { ...partial, group_info_extensions: info.extensions, signature }),
    ratchetTree: encode(RatchetTree, edits.ratchetTree?.(twin) ?? tree),
  }
}

/** The path's leaf and the same leaf in the tree; the twin's own where nothing is asked of them. */
function leafEdited(twin: Twin, edits: UpdateEdits): Pick<Twin, 'content' | 'tree'> {
  const { leaf, leafLabel, signedLeaf } = edits
  const { content, suite, signer, leafIndex, context } = twin
  const { path } = content.commit
  const tree = edits.leaves?.(twin.tree, twin) ?? twin.tree
  if (!leaf && !leafLabel && !signedLeaf && (!path || tree === twin.tree)) return { content, tree }
  if (path?.leaf_node.leaf_node_source !== 'commit') throw new RangeError('expected a commit with an update path')
  const keys = path.nodes.map(({ encryption_key }) => encryption_key)
  const anew = merged(suite, treeOf(tree), leafIndex, path.leaf_node, keys)
  const place = { group_id: context.group_id, leaf_index: leafIndex }
  const placed: LeafNodeTBS = { ...path.leaf_node, parent_hash: anew.parentHash, ...place }
  const made = signLeafNode(suite, signer, leaf?.(placed, twin) ?? placed, leafLabel)
  const leaf_node = signedLeaf?.(made) ?? made
  return {
    content: withPath(content, { ...path, leaf_node }),
    tree: arrayOf(anew.tree).with(2 * leafIndex, { node_type: 'leaf', leaf_node }),
  }
}

export function withPath(content: CommitContent, path: UpdatePath | null): CommitContent {
  return { ...content, commit: { ...content.commit, path } }
}

export async function takeApart(forging: Forging): Promise<Twin> {
  const { device, group, pending, joined } = forging
  const { draft } = device
  const before = decode(GroupInfo, joined?.groupInfo ?? (await group.groupInfo()))
  const groupInfo = decode(GroupInfo, pending.groupInfo)
  const suite = before.group_context.cipher_suite
  const { content, auth } = publicMessageOf(draft, pending.commit)
  if (content.content_type !== 'commit' || !('confirmation_tag' in auth)) throw new RangeError('expected a commit')
  return {
    draft,
    suite,
    signer: device.signatureKeys(suite),
    group,
    context: before.group_context,
    content,
    confirmation_tag: auth.confirmation_tag,
    before,
    groupInfo,
    tree: decode(RatchetTree, pending.ratchetTree),
    welcome: pending.welcome && welcomeOf(draft, pending.welcome),
    leafIndex: groupInfo.signer,
    forging,
  }
}

function publicMessageOf(draft: Draft, bytes: Uint8Array): PublicMessage {
  const message = decode(MLSMessage[draft], bytes)
  if ('public_message' in message) return message.public_message
  throw new RangeError('expected an MLSMessage that holds a PublicMessage')
}

function welcomeOf(draft: Draft, bytes: Uint8Array): Welcome {
  const message = decode(MLSMessage[draft], bytes)
  if ('welcome' in message) return message.welcome
  throw new RangeError('expected an MLSMessage that holds a Welcome')
}

/** RFC 9420, sections 7.1 and 12.4.3.3: the ratchet tree as it travels. */
import { enumeration, type Infer, opaque, optional, refine, struct, uint32, vector } from '../../codec/index.js'
import { HPKEPublicKey } from './crypto.js'
import { LeafNode } from './leaf-node.js'

/** 7.1: the entries MUST be sorted in increasing order, which leaves no room for a repetition either. */
const unmergedLeaves = refine(vector(uint32), (leaves) => {
  const at = leaves.findIndex((leaf, index) => index > 0 && leaf <= (leaves[index - 1] ?? 0))
  return at < 0 ? null : { path: `[${at}]`, why: 'unmerged_leaves must be in increasing order' }
})

export const ParentNode = struct('ParentNode', {
  encryption_key: HPKEPublicKey,
  parent_hash: opaque,
  unmerged_leaves: unmergedLeaves,
})
export type ParentNode = Infer<typeof ParentNode>

export const NodeType = enumeration(1, { reserved: 0, leaf: 1, parent: 2 }, { reserved: ['reserved'] })
export type NodeType = Infer<typeof NodeType>

export const Node = struct('Node', { node_type: NodeType }).select('node_type', {
  leaf: { leaf_node: LeafNode },
  parent: { parent_node: ParentNode },
})
export type Node = Infer<typeof Node>

/** Left to right in order, null for a blank node. Whether the shape is that of a tree is not the reader's question. */
export const RatchetTree = vector(optional(Node))
export type RatchetTree = Infer<typeof RatchetTree>

/** RFC 9420, sections 7.8 and 7.9: inputs of the tree hash and the parent hash. */
import { type Infer, opaque, optional, struct, uint32 } from '../../codec/index.js'
import { HPKEPublicKey } from './crypto.js'
import { LeafNode } from './leaf-node.js'
import { NodeType, ParentNode } from './ratchet-tree.js'

export const LeafNodeHashInput = struct('LeafNodeHashInput', { leaf_index: uint32, leaf_node: optional(LeafNode) })
export type LeafNodeHashInput = Infer<typeof LeafNodeHashInput>

export const ParentNodeHashInput = struct('ParentNodeHashInput', {
  parent_node: optional(ParentNode),
  left_hash: opaque,
  right_hash: opaque,
})
export type ParentNodeHashInput = Infer<typeof ParentNodeHashInput>

export const TreeHashInput = struct('TreeHashInput', { node_type: NodeType }).select('node_type', {
  leaf: { leaf_node: LeafNodeHashInput },
  parent: { parent_node: ParentNodeHashInput },
})
export type TreeHashInput = Infer<typeof TreeHashInput>

export const ParentHashInput = struct('ParentHashInput', {
  encryption_key: HPKEPublicKey,
  parent_hash: opaque,
  original_sibling_tree_hash: opaque,
})
export type ParentHashInput = Infer<typeof ParentHashInput>

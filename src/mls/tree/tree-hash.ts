/** Tree hashes (RFC 9420, 7.8), each computed once for as long as the nodes below stay the same. */
import { encode } from '../../codec/index.js'
import { hash } from '../sign.js'
import { TreeHashInput } from '../wire/tree-hash.js'
import type { RatchetTree } from '../wire/ratchet-tree.js'
import { isLeaf, type Tree, treeOf } from './nodes.js'

const computed = new Map<number, WeakMap<Tree, Uint8Array>>()

/** The tree hash of a tree as it travels. @throws RangeError for an unknown suite */
export function treeHash(suite: number, array: RatchetTree): Uint8Array {
  return hashOf(suite, treeOf(array))
}

/** The tree hash of a subtree. @throws RangeError for an unknown suite */
export function hashOf(suite: number, tree: Tree): Uint8Array {
  let known = computed.get(suite)
  if (!known) computed.set(suite, (known = new WeakMap()))
  const found = known.get(tree)
  if (found) return found
  const value = hash(suite, encode(TreeHashInput, input(suite, tree)))
  known.set(tree, value)
  return value
}

function input(suite: number, tree: Tree): TreeHashInput {
  if (isLeaf(tree)) return { node_type: 'leaf', leaf_node: { leaf_index: tree.first, leaf_node: tree.leaf } }
  const { parent: parent_node, left, right } = tree
  const [left_hash, right_hash] = [hashOf(suite, left), hashOf(suite, right)]
  return { node_type: 'parent', parent_node: { parent_node, left_hash, right_hash } }
}

/** Parent hashes (RFC 9420, 7.9): who set which key of the tree, together with what. */
import { encode } from '../../codec/index.js'
import { hash } from '../sign.js'
import type { ParentNode } from '../wire/ratchet-tree.js'
import { ParentHashInput } from '../wire/tree-hash.js'
import { covers, isLeaf, leafSlot, nodeIndex, parentsOf, parentSlot, resolution, type Tree } from './nodes.js'
import { hashOf } from './tree-hash.js'

/** The parent hash of a node with this copath child, as the child was when the node was set (7.9). */
export function parentHash(suite: number, parent: ParentNode, sibling: Tree): Uint8Array {
  const { encryption_key, parent_hash, unmerged_leaves } = parent
  const original_sibling_tree_hash = hashOf(suite, without(sibling, unmerged_leaves))
  return hash(suite, encode(ParentHashInput, { encryption_key, parent_hash, original_sibling_tree_hash }))
}

/** The subtree as it was before these leaves were added: blank, and unmerged nowhere. */
function without(tree: Tree, leaves: readonly number[]): Tree {
  const inside = leaves.filter((leaf) => covers(tree, leaf))
  if (inside.length === 0 || tree.blank) return tree
  if (isLeaf(tree)) return leafSlot(tree.first, null)
  const { parent, left, right } = tree
  const blanked = new Set(inside)
  const unmerged_leaves = parent?.unmerged_leaves.filter((leaf) => !blanked.has(leaf)) ?? []
  return parentSlot(parent && { ...parent, unmerged_leaves }, without(left, inside), without(right, inside))
}

/** Place in the array of the first parent node that is not parent-hash valid (7.9.2); null when all of them are. */
export function parentHashDefect(suite: number, tree: Tree): number | null {
  for (const node of parentsOf(tree)) {
    const { parent, left, right } = node
    const chains = attested(suite, parent, left, right) + attested(suite, parent, right, left)
    if (chains !== 1) return nodeIndex(node)
  }
  return null
}

/** How many nodes below `child` hold a parent hash that is valid with respect to the parent. */
function attested(suite: number, parent: ParentNode, child: Tree, sibling: Tree): number {
  const unmerged = new Set(parent.unmerged_leaves.filter((leaf) => covers(child, leaf)))
  const reached = [...resolution(child)]
  // Beside the node itself, the resolution of the child is exactly what came later.
  if (reached.length !== unmerged.size + 1) return 0
  const candidates = reached.filter((node) => !(isLeaf(node) && unmerged.has(node.first)))
  const [node] = candidates
  if (!node || candidates.length > 1) return 0
  const claimed = claimedParentHash(node)
  return claimed && Buffer.compare(claimed, parentHash(suite, parent, sibling)) === 0 ? 1 : 0
}

function claimedParentHash(node: Tree): Uint8Array | null {
  if (!isLeaf(node)) return node.parent?.parent_hash ?? null
  return node.leaf?.leaf_node_source === 'commit' ? node.leaf.parent_hash : null
}

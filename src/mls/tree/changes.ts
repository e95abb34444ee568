/** What proposals do to the tree (RFC 9420, 7.7 and 12.1): each gives a new tree that shares what did not change. */
import type { LeafNode } from '../wire/leaf-node.js'
import type { ParentNode } from '../wire/ratchet-tree.js'
import { blankTree, capacity, covers, isLeaf, leafSlot, type ParentSlot, parentSlot, type Tree } from './nodes.js'

/** What becomes of a node of a leaf's direct path. */
export type PathChange = (node: ParentSlot) => ParentNode | null

/**
 * A leaf replaced, and every node of its direct path as `change` says.
 * @param leafIndex within the tree
 */
export function withLeaf(tree: Tree, leafIndex: number, leaf: LeafNode | null, change: PathChange): Tree {
  if (isLeaf(tree)) return leafSlot(tree.first, leaf)
  const { left, right } = tree
  const parent = change(tree)
  return covers(left, leafIndex)
    ? parentSlot(parent, withLeaf(left, leafIndex, leaf, change), right)
    : parentSlot(parent, left, withLeaf(right, leafIndex, leaf, change))
}

/** 12.1.2: the leaf replaced and its direct path blanked. */
export function withUpdated(tree: Tree, leafIndex: number, leaf: LeafNode): Tree {
  return withLeaf(tree, leafIndex, leaf, () => null)
}

/** 12.1.3: the leaf and its direct path blanked, and the tree truncated. */
export function withRemoved(tree: Tree, leafIndex: number): Tree {
  return truncated(withLeaf(tree, leafIndex, null, () => null))
}

/** 7.7: without right halves that hold no member. */
function truncated(tree: Tree): Tree {
  return !isLeaf(tree) && tree.right.members === 0 ? truncated(tree.left) : tree
}

/** 12.1.1: the leaf at the leftmost blank place, unmerged at every node above it. */
export function withAdded(tree: Tree, leaf: LeafNode): { tree: Tree; leafIndex: number } {
  const place = withRoom(tree)
  const unmerged: PathChange = ({ parent }) => parent && withUnmerged(parent, place.leafIndex)
  return { tree: withLeaf(place.tree, place.leafIndex, leaf, unmerged), leafIndex: place.leafIndex }
}

function withUnmerged(parent: ParentNode, leafIndex: number): ParentNode {
  const { unmerged_leaves } = parent
  const place = unmerged_leaves.findLastIndex((leaf) => leaf < leafIndex) + 1
  return { ...parent, unmerged_leaves: unmerged_leaves.toSpliced(place, 0, leafIndex) }
}

/** The leftmost blank leaf, in a tree twice as large where there was none (7.7). */
export function withRoom(tree: Tree): { tree: Tree; leafIndex: number } {
  const leafIndex = capacity(tree)
  if (tree.members < leafIndex) return { tree, leafIndex: leftmostBlank(tree) }
  return { tree: parentSlot(null, tree, blankTree(leafIndex, tree.level)), leafIndex }
}

function leftmostBlank(tree: Tree): number {
  if (isLeaf(tree)) return tree.first
  return leftmostBlank(tree.left.members < capacity(tree.left) ? tree.left : tree.right)
}

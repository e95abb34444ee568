/**
 * The ratchet tree (RFC 9420, 4.1 and 7) as a persistent binary tree: what changes is copied along one path to the root,
 * the rest is shared with the tree before, and so are the hashes that were computed of it.
 */
import type { LeafNode } from '../wire/leaf-node.js'
import type { ParentNode, RatchetTree } from '../wire/ratchet-tree.js'

/** A place for a member. */
export interface LeafSlot {
  readonly level: 0
  /** Leaf index. */
  readonly first: number
  readonly leaf: LeafNode | null
  /** Whether nothing stands here. */
  readonly blank: boolean
  /** Leaves that are not blank. */
  readonly members: number
}

/** A node with two subtrees of 2^(level - 1) leaves each. */
export interface ParentSlot {
  readonly level: number
  /** Index of the leftmost leaf below. */
  readonly first: number
  readonly parent: ParentNode | null
  readonly left: Tree
  readonly right: Tree
  /** Whether nothing stands here and below. */
  readonly blank: boolean
  /** Leaves below that are not blank. */
  readonly members: number
}

/** A subtree, or the whole tree by its root: always full, with 2^level leaves. */
export type Tree = LeafSlot | ParentSlot

/** A leaf that is not blank, with its place. */
export interface LeafEntry {
  leaf_index: number
  leaf_node: LeafNode
}

export function leafSlot(first: number, leaf: LeafNode | null): LeafSlot {
  return { level: 0, first, leaf, blank: !leaf, members: leaf ? 1 : 0 }
}

export function parentSlot(parent: ParentNode | null, left: Tree, right: Tree): ParentSlot {
  const blank = !parent && left.blank && right.blank
  return { level: left.level + 1, first: left.first, parent, left, right, blank, members: left.members + right.members }
}

export function isLeaf(tree: Tree): tree is LeafSlot {
  return tree.level === 0
}

/** Number of leaves, blank or not. */
export function capacity({ level }: Tree): number {
  return 2 ** level
}

/** Place of the root of this subtree in the array representation (appendix C). */
export function nodeIndex({ first, level }: Tree): number {
  return 2 * first + 2 ** level - 1
}

/** Whether a leaf index, which may be anything, lies below. */
export function covers(tree: Tree, leafIndex: number): boolean {
  return leafIndex >= tree.first && leafIndex < tree.first + capacity(tree)
}

export function blankTree(first: number, level: number): Tree {
  if (level === 0) return leafSlot(first, null)
  return parentSlot(null, blankTree(first, level - 1), blankTree(first + 2 ** (level - 1), level - 1))
}

/**
 * The tree of an array whose indices were checked (hostile.ts), extended to the right until it is full (12.4.3.3).
 * @param array with leaf nodes at even and parent nodes at odd places
 */
export function treeOf(array: RatchetTree): Tree {
  const leaves = Math.ceil((array.length + 1) / 2)
  return subtreeOf(array, 0, Math.ceil(Math.log2(leaves)))
}

function subtreeOf(array: RatchetTree, first: number, level: number): Tree {
  const node = array[2 * first + 2 ** level - 1]
  if (level === 0) return leafSlot(first, node?.node_type === 'leaf' ? node.leaf_node : null)
  const left = subtreeOf(array, first, level - 1)
  const right = subtreeOf(array, first + 2 ** (level - 1), level - 1)
  return parentSlot(node?.node_type === 'parent' ? node.parent_node : null, left, right)
}

/** The tree as it travels: in order, without blank nodes at its end (12.4.3.3). */
export function arrayOf(tree: Tree): RatchetTree {
  const array: RatchetTree = []
  append(array, tree)
  const last = array.findLastIndex((node) => node !== null)
  return array.slice(0, last + 1)
}

function append(array: RatchetTree, tree: Tree): void {
  if (isLeaf(tree)) {
    array.push(tree.leaf && { node_type: 'leaf', leaf_node: tree.leaf })
    return
  }
  append(array, tree.left)
  array.push(tree.parent && { node_type: 'parent', parent_node: tree.parent })
  append(array, tree.right)
}

/** Null where the leaf is blank or outside the tree. */
export function leafAt(tree: Tree, leafIndex: number): LeafNode | null {
  if (!covers(tree, leafIndex)) return null
  if (isLeaf(tree)) return tree.leaf
  return leafAt(covers(tree.left, leafIndex) ? tree.left : tree.right, leafIndex)
}

/** The leaves that are not blank, from left to right. */
export function* leavesOf(tree: Tree): Generator<LeafEntry> {
  if (tree.members === 0) return
  if (isLeaf(tree)) {
    if (tree.leaf) yield { leaf_index: tree.first, leaf_node: tree.leaf }
    return
  }
  yield* leavesOf(tree.left)
  yield* leavesOf(tree.right)
}

/** The parent nodes that are not blank, children before their parents. */
export function* parentsOf(tree: Tree): Generator<ParentSlot & { readonly parent: ParentNode }> {
  if (isLeaf(tree) || tree.blank) return
  yield* parentsOf(tree.left)
  yield* parentsOf(tree.right)
  const { parent } = tree
  if (parent) yield { ...tree, parent }
}

/** 4.1.1: the nodes that together reach every member below, as few as possible. */
export function* resolution(tree: Tree): Generator<Tree> {
  if (tree.blank) return
  if (isLeaf(tree)) {
    yield tree
    return
  }
  if (!tree.parent) {
    yield* resolution(tree.left)
    yield* resolution(tree.right)
    return
  }
  yield tree
  for (const leafIndex of tree.parent.unmerged_leaves) yield leafSlot(leafIndex, leafAt(tree, leafIndex))
}

/** How a path replaces the keys above a leaf (RFC 9420, 4.1.2, 7.5 and 7.6), as far as they are public. */
import type { LeafNode } from '../wire/leaf-node.js'
import type { ParentNode } from '../wire/ratchet-tree.js'
import { withLeaf } from './changes.js'
import { covers, isLeaf, type ParentSlot, type Tree } from './nodes.js'
import { parentHash } from './parent-hash.js'

/** A node above a leaf, with its child that is not. */
export interface PathStep {
  node: ParentSlot
  /** The child on the copath. */
  sibling: Tree
}

/** 4.1.2: from the leaf to the root, without nodes whose copath child resolves to nothing. */
export function filteredPath(tree: Tree, leafIndex: number): PathStep[] {
  if (isLeaf(tree)) return []
  const { left, right } = tree
  const [child, sibling] = covers(left, leafIndex) ? [left, right] : [right, left]
  const below = filteredPath(child, leafIndex)
  return sibling.blank ? below : [...below, { node: tree, sibling }]
}

/** A tree after a path, with what the leaf of the path has to attest. */
export interface Merged {
  tree: Tree
  /** The parent hash that belongs into the leaf; empty where there is no node above it. */
  parentHash: Uint8Array
}

/**
 * 7.5: blanks the direct path, sets the keys on what the filtered path leaves of it and hashes them from the root down.
 * @param keys one for each step of the filtered path, in its order
 */
export function merged(
  suite: number,
  tree: Tree,
  leafIndex: number,
  leaf: LeafNode,
  keys: readonly Uint8Array[],
): Merged {
  const set = new Map<number, ParentNode>()
  let parent_hash: Uint8Array = new Uint8Array()
  for (const [index, { node, sibling }] of [...filteredPath(tree, leafIndex).entries()].reverse()) {
    const parent: ParentNode = { encryption_key: keys[index] ?? new Uint8Array(), parent_hash, unmerged_leaves: [] }
    set.set(node.level, parent)
    parent_hash = parentHash(suite, parent, sibling)
  }
  return { tree: withLeaf(tree, leafIndex, leaf, ({ level }) => set.get(level) ?? null), parentHash: parent_hash }
}

/** What unmerged_leaves of a tree must say (RFC 9420, 7.1 and 12.4.3.1); that the indices lead to leaves, hostile.ts sees to. */
import { covers, isLeaf, nodeIndex, type Tree } from './nodes.js'

/** Place in the array of the first node that leaves out a leaf which is unmerged at a node above; null when none does. */
export function unmergedDefect(tree: Tree): number | null {
  return omission(tree, [])
}

/** @param above leaves below this node that a node above has as unmerged */
function omission(tree: Tree, above: readonly number[]): number | null {
  if (isLeaf(tree)) return null
  const { parent, left, right } = tree
  const own = new Set(parent?.unmerged_leaves)
  if (parent && above.some((leaf) => !own.has(leaf))) return nodeIndex(tree)
  // A leaf of `above` is in `own` where there is a parent node, so the longer of the two lists is enough.
  const unmerged = parent ? parent.unmerged_leaves : above
  const within = (child: Tree) => unmerged.filter((leaf) => covers(child, leaf))
  return omission(left, within(left)) ?? omission(right, within(right))
}

/** What must be true of a whole tree (RFC 9420, 7.3, 7.9.2 and 12.4.3.1). */
import { treeDefect } from '../hostile.js'
import {
  encryptionKeys,
  leafDefect,
  leavesOf,
  membershipDefect,
  parentHashDefect,
  type Demands,
  type Tree,
  treeOf,
  unmergedDefect,
} from '../tree/index.js'
import type { RatchetTree } from '../wire/ratchet-tree.js'
import { PublicGroupError } from './error.js'

/** Far more than any room has here: hashing a tree of a million blank leaves, a megabyte, would take many seconds. */
export const mostLeaves = 2 ** 14

/** @throws PublicGroupError with code malformed-tree where an index leads nowhere, size for more leaves than are followed */
export function readTree(array: RatchetTree): Tree {
  if (array.length > 2 * mostLeaves - 1) {
    const what = `Mimicry follows groups of up to ${mostLeaves} leaves, blank ones included, got ${array.length} nodes`
    throw new PublicGroupError('size', 'ratchet_tree', '12.4.3.3', what)
  }
  const defect = treeDefect(array)
  if (defect) throw new PublicGroupError('malformed-tree', 'ratchet_tree', defect.section, defect.what)
  return treeOf(array)
}

/**
 * Every leaf, every parent hash and all keys of a tree that came whole.
 * @throws PublicGroupError with code leaf, parent-hash or malformed-tree
 */
export function checkWholeTree(suite: number, group_id: Uint8Array, tree: Tree): void {
  const omission = unmergedDefect(tree)
  if (omission !== null) {
    const what = 'it leaves out a leaf that is unmerged at a node above'
    throw new PublicGroupError('malformed-tree', `ratchet_tree[${omission}].unmerged_leaves`, '12.4.3.1', what)
  }
  checkEncryptionKeys(tree)
  const unhashed = parentHashDefect(suite, tree)
  if (unhashed !== null) {
    const what = 'no chain of parent hashes, or more than one, leads from a leaf to this node'
    throw new PublicGroupError('parent-hash', `ratchet_tree[${unhashed}]`, '7.9.2', what)
  }
  for (const { leaf_index, leaf_node } of leavesOf(tree)) {
    const defect = leafDefect({ suite, group_id, leaf_index }, leaf_node)
    if (!defect) continue
    const path = `ratchet_tree[${2 * leaf_index}].leaf_node.${defect.path}`
    throw new PublicGroupError('leaf', path, defect.section, defect.what)
  }
}

function checkEncryptionKeys(tree: Tree): void {
  const { conflict } = encryptionKeys(tree)
  if (!conflict) return
  const [node, owner] = conflict
  const what = `node ${owner} has the same key`
  throw new PublicGroupError('leaf', `ratchet_tree[${node}].encryption_key`, '12.4.3.1', what)
}

/** What the leaves owe each other and the GroupContext. @throws PublicGroupError with code `leaf` */
export function checkMembership(tree: Tree, demands: Demands): void {
  const defect = membershipDefect(tree, demands)
  if (!defect) return
  const path = `ratchet_tree[${2 * (defect.leaves[0] ?? 0)}].leaf_node.${defect.path}`
  throw new PublicGroupError('leaf', path, defect.section, defect.what)
}

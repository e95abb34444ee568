/**
 * What must be true of a target's MLS bytes before ts-mls sees them. Its tree code trusts every index, and a tree or
 * commit that points outside ends the process (RFC 9420, 7.1, 7.7, 12.1.3, 12.4.3.3). Whether a tree is valid is
 * another question.
 */
import type { MLSMessage } from './wire/message.js'
import type { Node, RatchetTree } from './wire/ratchet-tree.js'

/** Why a tree must not be walked: `path: reason`, and the section of RFC 9420 that it is against. */
export interface TreeDefect {
  readonly what: string
  readonly section: string
}

/** Null when every index in the tree leads somewhere. */
export function treeDefect(tree: RatchetTree): TreeDefect | null {
  if (!tree.at(-1)) return { what: 'a ratchet tree ends with a node that is not blank', section: '12.4.3.3' }
  for (const [index, node] of tree.entries()) {
    const defect = node && nodeDefect(tree, index, node)
    if (defect) return { ...defect, what: `[${index}]: ${defect.what}` }
  }
  return null
}

function nodeDefect(tree: RatchetTree, index: number, node: Node): TreeDefect | null {
  const belongs = index % 2 === 0 ? 'leaf' : 'parent'
  if (node.node_type !== belongs)
    return { what: `expected a ${belongs} node at this index, got a ${node.node_type} node`, section: 'C' }
  if (node.node_type === 'leaf') return null
  const { first, last } = leavesBelow(index)
  const stray = node.parent_node.unmerged_leaves.find((leaf) => leaf < first || leaf > last || !tree[2 * leaf])
  return stray === undefined ? null : { what: `unmerged leaf ${stray} is no leaf below this node`, section: '7.1' }
}

/** Leaf indices in the subtree of a node (appendix C): a node of level k has k low one bits. */
function leavesBelow(index: number): { first: number; last: number } {
  const width = ~index & (index + 1)
  return { first: (index - width + 1) / 2, last: (index + width - 1) / 2 }
}

/** Why a handshake message must not be processed in a group of so many leaves; null when its indices are in range. */
export function messageDefect(message: MLSMessage, leaves: number): string | null {
  if (!('public_message' in message)) return null
  const { content } = message.public_message
  const outside = (leaf: number, path: string) =>
    leaf < leaves ? null : `${path}: expected a leaf index below ${leaves}, got ${leaf}`
  if (content.sender.sender_type === 'member') {
    const defect = outside(content.sender.leaf_index, 'content.sender.leaf_index')
    if (defect) return defect
  }
  const proposals =
    content.content_type === 'proposal'
      ? [content.proposal]
      : content.content_type === 'commit'
        ? content.commit.proposals.flatMap((entry) => (entry.type === 'proposal' ? [entry.proposal] : []))
        : []
  for (const proposal of proposals) {
    const defect = 'removed' in proposal ? outside(proposal.removed, 'Remove.removed') : null
    if (defect) return defect
  }
  return null
}

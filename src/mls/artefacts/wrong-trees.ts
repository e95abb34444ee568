/**
 * Ratchet trees that are not the one that the commit leads to. Where the GroupInfo has the wrong tree's hash, only who
 * follows the group, or looks at the tree itself, finds it wrong. `problem` is what opening the group by them finds.
 */
import { decode } from '../../codec/index.js'
import { arrayOf, capacity, nodeIndex, type ParentSlot, parentsOf, treeOf } from '../tree/index.js'
import { type ParentNode, RatchetTree } from '../wire/ratchet-tree.js'
import type { ArtefactProblem, WrongUpdate } from './artefact.js'
import type { Twin, UpdateEdits } from './forge.js'
import { flipped } from './frame.js'
import { edited } from './update.js'

/** A leaf index that is in no tree. */
const farAway = 0x7fffffff

export const wrongTrees = {
  treeOfPreviousEpoch: tree(
    'it is that of the epoch that the commit ends',
    'tree-hash',
    beside(({ forging }) => decode(RatchetTree, forging.joined?.ratchetTree ?? forging.group.ratchetTree)),
  ),
  treeMismatch: tree('one bit of a leaf signature in it differs', 'tree-hash', beside(ownSignatureFlipped)),
  treeTruncated: tree('the second half of it is missing', 'tree-hash', beside(leftHalf)),
  treeEmpty: tree(
    'it has no nodes',
    'malformed-tree',
    beside(() => []),
  ),
  treeBlankEnd: tree(
    'a blank node stands at its end',
    'malformed-tree',
    beside(({ tree: right }) => [...right, null]),
  ),
  treeLeafAtParent: tree(
    'a leaf stands where a parent node belongs',
    'malformed-tree',
    beside(({ tree: right }) => right.with(1, right[0] ?? null)),
  ),
  treeLeafSignature: tree('one bit of a leaf signature in it differs, and the tree hash goes with it', 'leaf', {
    tree: (_, twin) => ownSignatureFlipped(twin),
  }),
  treeParentHash: ofParent('the parent hash of a parent node is wrong', 'parent-hash', ({ parent_hash }) => ({
    parent_hash: parent_hash.length > 0 ? flipped(parent_hash) : new Uint8Array(32),
  })),
  treeUnmergedNowhere: ofParent('unmerged_leaves names a leaf that is in no tree', 'malformed-tree', () => ({
    unmerged_leaves: [farAway],
  })),
  treeUnmergedElsewhere: ofParent(
    'unmerged_leaves names a leaf that is not below the node',
    'malformed-tree',
    (_, { first, level }) => ({ unmerged_leaves: [first === 0 ? 2 ** level : 0] }),
  ),
} satisfies Record<string, WrongUpdate>

function tree(what: string, problem: ArtefactProblem, edits: UpdateEdits): WrongUpdate {
  return edited({ what: `ratchet tree: ${what}`, section: '12.4.3.1', problem, twin: 'path' }, edits)
}

/** Only the tree: the GroupInfo stays right. */
function beside(ratchetTree: (twin: Twin) => RatchetTree): UpdateEdits {
  return { ratchetTree }
}

/** The committer's: no parent hash covers it. */
function ownSignatureFlipped({ tree: right, leafIndex }: Twin): RatchetTree {
  const node = right[2 * leafIndex]
  if (node?.node_type !== 'leaf') throw new RangeError('expected the committer in its tree')
  const { leaf_node } = node
  return right.with(2 * leafIndex, {
    node_type: 'leaf',
    leaf_node: { ...leaf_node, signature: flipped(leaf_node.signature) },
  })
}

function leftHalf({ tree: right }: Twin): RatchetTree {
  const whole = treeOf(right)
  if (!('left' in whole)) throw new RangeError('expected a group of two at least')
  return arrayOf(whole.left)
}

/** Changes the lowest parent node, and the tree hash with it. */
function ofParent(
  what: string,
  problem: ArtefactProblem,
  change: (node: ParentNode, slot: ParentSlot) => Partial<ParentNode>,
): WrongUpdate {
  return tree(what, problem, {
    tree: (right) => {
      const whole = treeOf(right)
      const [lowest] = parentsOf(whole)
      if (!lowest || lowest.level === whole.level) {
        throw new RangeError(`expected a parent node below the root of a tree with ${capacity(whole)} leaves`)
      }
      const parent_node = { ...lowest.parent, ...change(lowest.parent, lowest) }
      return right.with(nodeIndex(lowest), { node_type: 'parent', parent_node })
    },
  })
}

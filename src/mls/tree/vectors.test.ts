/** The MLS working group's vectors, where they lie beside the repository; the project has no copy of them. */
import { describe, expect, it } from 'vitest'
import { decode, encode } from '../../codec/index.js'
import { treeDefect } from '../hostile.js'
import { Proposal } from '../wire/proposal.js'
import { RatchetTree } from '../wire/ratchet-tree.js'
import { withAdded, withRemoved, withUpdated } from './changes.js'
import { verifyLeafNode } from './leaf-node.js'
import { arrayOf, isLeaf, leavesOf, nodeIndex, resolution, type Tree, treeOf } from './nodes.js'
import { parentHashDefect } from './parent-hash.js'
import { hashOf, treeHash } from './tree-hash.js'
import { encryptionKeys } from './members.js'
import { unmergedDefect } from './unmerged.js'
import { present, vectors } from '../wire/test-vectors.js'

interface Validation {
  cipher_suite: number
  tree: string
  group_id: string
  tree_hashes: string[]
  resolutions: number[][]
}

interface Operation {
  cipher_suite: number
  proposal: string
  proposal_sender: number
  tree_before: string
  tree_after: string
  tree_hash_before: string
  tree_hash_after: string
}

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'))
const hex = (value: Uint8Array) => Buffer.from(value).toString('hex')

function* nodes(tree: Tree): Generator<Tree> {
  yield tree
  if (isLeaf(tree)) return
  yield* nodes(tree.left)
  yield* nodes(tree.right)
}

describe.skipIf(!present)('tree-validation', () => {
  it.each(vectors<Validation>('tree-validation').map((vector, number) => ({ ...vector, number })))(
    '$number, suite $cipher_suite: hashes, resolutions, parent hashes, leaves and keys are right',
    ({ cipher_suite: suite, tree: encoded, group_id, tree_hashes, resolutions }) => {
      const array = decode(RatchetTree, bytes(encoded))
      expect(treeDefect(array)).toBeNull()
      const tree = treeOf(array)
      const all = [...nodes(tree)]
      expect(all).toHaveLength(tree_hashes.length)
      for (const node of all) {
        expect(hex(hashOf(suite, node))).toBe(tree_hashes[nodeIndex(node)])
        expect([...resolution(node)].map(nodeIndex)).toEqual(resolutions[nodeIndex(node)])
      }
      expect(parentHashDefect(suite, tree)).toBeNull()
      expect(unmergedDefect(tree)).toBeNull()
      expect(encryptionKeys(tree).conflict).toBeNull()
      for (const { leaf_index, leaf_node } of leavesOf(tree)) {
        expect(verifyLeafNode({ suite, group_id: bytes(group_id), leaf_index }, leaf_node)).toBe(true)
      }
      expect(hex(encode(RatchetTree, arrayOf(tree)))).toBe(encoded)
    },
  )
})

describe.skipIf(!present)('tree-operations', () => {
  it.each(vectors<Operation>('tree-operations').map((vector, number) => ({ ...vector, number })))(
    '$number: a proposal changes the tree as it should',
    (vector) => {
      const before = treeOf(decode(RatchetTree, bytes(vector.tree_before)))
      expect(hex(hashOf(vector.cipher_suite, before))).toBe(vector.tree_hash_before)
      const after = applied(before, decode(Proposal['06'], bytes(vector.proposal)), vector.proposal_sender)
      expect(hex(encode(RatchetTree, arrayOf(after)))).toBe(vector.tree_after)
      expect(hex(hashOf(vector.cipher_suite, after))).toBe(vector.tree_hash_after)
    },
  )

  function applied(tree: Tree, proposal: Proposal, sender: number): Tree {
    if ('key_package' in proposal) return withAdded(tree, proposal.key_package.leaf_node).tree
    if ('leaf_node' in proposal) return withUpdated(tree, sender, proposal.leaf_node)
    if ('removed' in proposal) return withRemoved(tree, proposal.removed)
    throw new Error('an operation that changes no tree')
  }
})

describe.skipIf(!present)('a tree that changed', () => {
  it('hashes as if it had been read whole', () => {
    const [vector] = vectors<Validation>('tree-validation').filter(({ tree_hashes }) => tree_hashes.length > 15)
    if (!vector) throw new Error('no vector with a tree of 16 leaves')
    const suite = vector.cipher_suite
    const tree = treeOf(decode(RatchetTree, bytes(vector.tree)))
    hashOf(suite, tree)
    for (const { leaf_index, leaf_node } of leavesOf(tree)) {
      const changed = withAdded(withRemoved(tree, leaf_index), leaf_node).tree
      expect(hex(hashOf(suite, changed))).toBe(hex(treeHash(suite, arrayOf(changed))))
      expect(hex(hashOf(suite, changed))).not.toBe(hex(hashOf(suite, tree)))
    }
  })
})

import type { RatchetTree } from '../../../mls/wire/index.js'
import { informing } from '../kit/informing.js'

/** Whoever makes room for so many leaves runs out of memory. */
const strayLeaf = 0x7fffffff

export const groupInfoTreeStrayLeaf = informing({
  id: 'group-info.tree-stray-leaf',
  summary: 'serves trees whose first parent node names an unmerged leaf far outside of them',
  breaks: ['MIMI-GRP-010', 'MIMI-GRP-011'],
  rules: () => ({
    tree: ({ ratchetTree }) => ({ representation: 'full', ratchet_tree: withStray(ratchetTree) }),
  }),
})

function withStray(tree: RatchetTree): RatchetTree {
  const node = tree[1]
  const here = node?.node_type === 'parent' ? node.parent_node : blank
  const unmerged_leaves = [...here.unmerged_leaves, strayLeaf]
  return tree.with(1, { node_type: 'parent', parent_node: { ...here, unmerged_leaves } })
}

const blank = { encryption_key: new Uint8Array(32).fill(9), parent_hash: new Uint8Array(), unmerged_leaves: [] }

import { informing } from '../kit/informing.js'

export const groupInfoTreeCut = informing({
  id: 'group-info.tree-cut',
  summary: 'leaves the last leaf out of the tree that it serves',
  breaks: ['MIMI-GRP-010'],
  rules: () => ({
    tree: ({ ratchetTree }) => ({ representation: 'full', ratchet_tree: ratchetTree.slice(0, -2) }),
  }),
})

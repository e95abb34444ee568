import { hub } from '../kit/hub.js'

export const fanoutWelcomeTreeCut = hub({
  id: 'fanout.welcome-tree-cut',
  summary: 'sends a Welcome with the first leaf of the tree alone',
  breaks: ['MIMI-NTF-004'],
  rules: () => ({
    welcomeTree: ({ ratchetTree }) => ({ representation: 'full', ratchet_tree: ratchetTree.slice(0, 1) }),
  }),
})

import { hub } from '../kit/hub.js'

export const updateWholeTreeRefused = hub({
  id: 'update.whole-tree-refused',
  summary: 'wants trees left to itself, and refuses those that come in full',
  breaks: ['MIMI-UPD-023'],
  drafts: ['06'],
  rules: ({ treeObjection }) => ({
    treeObjection: (next, option) =>
      option.representation === 'full' ? 'the tree is not wanted' : treeObjection(next, option),
  }),
})

import { delivering } from '../kit/delivering.js'

export const notifyTreeDropped = delivering({
  id: 'notify.tree-dropped',
  summary: 'delivers a Welcome without the ratchet tree that came along',
  breaks: ['MIMI-NTF-010'],
  deliver: (entry) => ({ ...entry, ratchetTree: undefined }),
})

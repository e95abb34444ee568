import { isCommit } from '../kit/kinds.js'
import { taking } from '../kit/taking.js'

export const notifyCommitsDropped = taking({
  id: 'notify.commits-dropped',
  summary: "takes commits for the provider's own affair and does not deliver them",
  breaks: ['MIMI-NTF-010', 'MIMI-ARC-011'],
  take: (read) => read().filter((event) => !isCommit(event)),
})

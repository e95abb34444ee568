import { informing } from '../kit/informing.js'

export const groupInfoPendingUntold = informing({
  id: 'group-info.pending-untold',
  summary: 'lists no pending proposals',
  breaks: ['MIMI-GRP-019'],
  drafts: ['06'],
  rules: () => ({ listed: () => [] }),
})

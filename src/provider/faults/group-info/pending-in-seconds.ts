import { informing } from '../kit/informing.js'

export const groupInfoPendingInSeconds = informing({
  id: 'group-info.pending-in-seconds',
  summary: 'tells in seconds when a pending proposal was accepted',
  breaks: ['MIMI-GRP-019'],
  drafts: ['06'],
  rules: (right) => ({
    listed: (pending) =>
      right.listed(pending).map((each) => ({ ...each, acceptedTime: Math.floor(each.acceptedTime / 1000) })),
  }),
})

import type { PendingProposal } from '../../store/hosted.js'
import { informing } from '../kit/informing.js'

export const groupInfoPendingKept = informing({
  id: 'group-info.pending-kept',
  summary: 'goes on listing proposals that have been committed',
  breaks: ['MIMI-GRP-019'],
  drafts: ['06'],
  rules: () => {
    const all = new Set<PendingProposal>()
    return {
      listed(pending) {
        for (const each of pending) all.add(each)
        return [...all]
      },
    }
  },
})

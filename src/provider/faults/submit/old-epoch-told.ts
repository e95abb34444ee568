import { submission } from '../kit/submission.js'

export const submitOldEpochTold = submission({
  id: 'submit.old-epoch-told',
  summary: 'tells the epoch before the current one in epochTooOld',
  breaks: ['MIMI-SUB-009'],
  rules: () => ({ toldEpoch: (current) => current - 1n }),
})

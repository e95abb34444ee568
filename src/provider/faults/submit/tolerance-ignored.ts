import { submission } from '../kit/submission.js'

export const submitToleranceIgnored = submission({
  id: 'submit.tolerance-ignored',
  summary: 'takes messages however old they are',
  breaks: ['MIMI-SUB-009'],
  drafts: ['06'],
  rules: () => ({ tolerance: () => 255n }),
})

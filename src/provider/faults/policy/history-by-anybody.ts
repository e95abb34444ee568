import { unjudged } from '../kit/judging.js'

export const policyHistoryByAnybody = unjudged({
  id: 'policy.history-by-anybody',
  summary: 'takes a history policy for roles that have no history to share',
  breaks: ['MIMI-POL-048'],
  drafts: ['06'],
  rule: 'sharesHistoryAmongActive',
})

import { overruling } from '../kit/overruling.js'

export const policyBannedAnsweredSuccess = overruling({
  id: 'policy.banned-answered-success',
  summary: 'answers success to those who are banned, and drops what they send',
  breaks: ['MIMI-POL-007', 'MIMI-POL-014'],
  refused: /is banned/,
})

import { unjudged } from '../kit/judging.js'

export const policyParticipantsMaximumIgnored = unjudged({
  id: 'policy.participants-maximum-ignored',
  summary: 'counts nobody when users come into a role',
  breaks: ['MIMI-POL-011', 'MIMI-POL-052', 'MIMI-POL-053'],
  drafts: ['06'],
  rule: 'keepsParticipantMaximum',
})

import { unjudged } from '../kit/judging.js'

export const policyParticipantsMinimumIgnored = unjudged({
  id: 'policy.participants-minimum-ignored',
  summary: 'lets the last one go of a role that needs one',
  breaks: ['MIMI-POL-011'],
  drafts: ['06'],
  rule: 'keepsParticipantMinimum',
})

import { unjudged } from '../kit/judging.js'

export const policyActiveMaximumIgnored = unjudged({
  id: 'policy.active-maximum-ignored',
  summary: 'adds clients of users whose role may have none, or no more',
  breaks: ['MIMI-POL-011'],
  drafts: ['06'],
  rule: 'keepsActiveMaximum',
})

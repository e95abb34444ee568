import { unjudged } from '../kit/judging.js'

export const policyActiveMinimumIgnored = unjudged({
  id: 'policy.active-minimum-ignored',
  summary: 'takes out the clients of the last active user of a role that needs one',
  breaks: ['MIMI-POL-011'],
  drafts: ['06'],
  rule: 'keepsActiveMinimum',
})

import { unjudged } from '../kit/judging.js'

export const policyParentIgnored = unjudged({
  id: 'policy.parent-ignored',
  summary: 'lets users into a dependent room who are not in its parent',
  breaks: ['MIMI-POL-016'],
  drafts: ['06'],
  rule: 'keepsWithinParent',
})

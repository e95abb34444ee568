import { unjudged } from '../kit/judging.js'

export const policyParentUnchecked = unjudged({
  id: 'policy.parent-unchecked',
  summary: 'takes whatever parent a base policy names, or none',
  breaks: ['MIMI-POL-038'],
  drafts: ['06'],
  rule: 'namesParentOfDependants',
})

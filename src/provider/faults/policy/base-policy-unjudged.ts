import { unjudged } from '../kit/judging.js'

export const policyBasePolicyUnjudged = unjudged({
  id: 'policy.base-policy-unjudged',
  summary: 'lets everybody change the base policy',
  breaks: ['MIMI-POL-030'],
  drafts: ['06'],
  rule: 'changesMembershipStyleByRight',
})

import { unjudged } from '../kit/judging.js'

export const policyRoleZeroAssigned = unjudged({
  id: 'policy.role-zero-assigned',
  summary: 'lists users with role 0',
  breaks: ['MIMI-POL-010'],
  drafts: ['06'],
  rule: 'assignsNoUnlistedRole',
})

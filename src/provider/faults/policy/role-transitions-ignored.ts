import { unjudged } from '../kit/judging.js'

export const policyRoleTransitionsIgnored = unjudged({
  id: 'policy.role-transitions-ignored',
  summary: 'lets whoever may change roles give any role to anybody',
  breaks: ['MIMI-POL-027', 'MIMI-POL-005'],
  drafts: ['06'],
  rule: 'changesToPermittedRoles',
})

import { unjudged } from '../kit/judging.js'

export const policyRemoveTransitionsIgnored = unjudged({
  id: 'policy.remove-transitions-ignored',
  summary: 'lets whoever may remove users remove admins, too',
  breaks: ['MIMI-POL-054'],
  drafts: ['06'],
  rule: 'removesUsersFromPermittedRoles',
})

import { unjudged } from '../kit/judging.js'

export const policyAddTransitionsIgnored = unjudged({
  id: 'policy.add-transitions-ignored',
  summary: 'lets whoever may add users add them in any role',
  breaks: ['MIMI-POL-020'],
  drafts: ['06'],
  rule: 'addsUsersToPermittedRoles',
})

import { unjudged } from '../kit/judging.js'

export const policyMaxUsersIgnored = unjudged({
  id: 'policy.max-users-ignored',
  summary: 'takes any number of users',
  breaks: ['MIMI-POL-017'],
  drafts: ['06'],
  rule: 'keepsMaxUsers',
})

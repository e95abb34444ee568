import { unjudged } from '../kit/judging.js'

export const policyJoinsInAnyRole = unjudged({
  id: 'policy.joins-in-any-role',
  summary: 'lets those who may join by themselves choose their role',
  breaks: ['MIMI-POL-022', 'MIMI-POL-014'],
  drafts: ['06'],
  rule: 'usersAddThemselvesByRight',
})

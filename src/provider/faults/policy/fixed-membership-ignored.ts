import { unjudged } from '../kit/judging.js'

export const policyFixedMembershipIgnored = unjudged({
  id: 'policy.fixed-membership-ignored',
  summary: 'lets users of a room of fixed membership come and go',
  breaks: ['MIMI-POL-015'],
  drafts: ['06'],
  rule: 'keepsFixedMembership',
})

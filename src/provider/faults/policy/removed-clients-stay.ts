import { unjudged } from '../kit/judging.js'

export const policyRemovedClientsStay = unjudged({
  id: 'policy.removed-clients-stay',
  summary: 'takes users off the list whose clients stay in the group',
  breaks: ['MIMI-POL-024'],
  drafts: ['06'],
  rule: 'removesUsersWithTheirClients',
})

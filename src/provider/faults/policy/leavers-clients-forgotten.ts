import { unjudged } from '../kit/judging.js'

export const policyLeaversClientsForgotten = unjudged({
  id: 'policy.leavers-clients-forgotten',
  summary: 'takes a proposal to leave the list that leaves clients in the group',
  breaks: ['MIMI-POL-025'],
  drafts: ['06'],
  rule: 'leavesWithAllClients',
})

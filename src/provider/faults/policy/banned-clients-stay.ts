import { unjudged } from '../kit/judging.js'

export const policyBannedClientsStay = unjudged({
  id: 'policy.banned-clients-stay',
  summary: 'bans users whose clients stay in the group',
  breaks: ['MIMI-POL-027'],
  drafts: ['06'],
  rule: 'bansUsersWithTheirClients',
})

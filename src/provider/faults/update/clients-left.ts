import { unjudged } from '../kit/judging.js'

export const updateClientsLeft = unjudged({
  id: 'update.clients-left',
  summary: 'takes users off the list whose clients stay in the group',
  breaks: ['MIMI-UPD-010', 'MIMI-ARC-012'],
  rule: 'removesUsersWithTheirClients',
})

import { fault } from '../../fault.js'

export const askedAtHome = fault({
  id: 'query.asked-at-home',
  summary: 'answers searches of its users from its own accounts, whichever provider they name',
  breaks: ['MIMI-IDQ-002'],
  apply: (ports) => ({ ...ports, client: { ...ports.client, searchedAt: (_wanted, own) => own } }),
})

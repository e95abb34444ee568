import { asking } from '../kit/asking.js'

export const fromMailHost = asking({
  id: 'client.from-domain',
  summary: 'names a host of its own and not its provider domain in From',
  breaks: ['MIMI-TRN-007', 'MIMI-TRN-015'],
  ask: (client) => ({ headers: (own, asked) => client.headers(`mail.${own}`, asked) }),
})

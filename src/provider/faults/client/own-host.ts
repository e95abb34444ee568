import { asking } from '../kit/asking.js'

export const ownHostHeader = asking({
  id: 'client.own-host',
  summary: 'names itself in Host',
  breaks: ['MIMI-TRN-003'],
  ask: (client) => ({ headers: (own, asked) => [['Host', own], ...client.headers(own, asked)] }),
})

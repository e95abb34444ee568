import { fault } from '../../fault.js'

export const abuseUnknownRoomAccepted = fault({
  id: 'abuse.unknown-room-accepted',
  summary: 'takes reports about rooms that it does not host',
  breaks: ['MIMI-ABU-009'],
  drafts: ['02ed', '06'],
  apply: (ports) => ({
    ...ports,
    rules: { ...ports.rules, abuse: { ...ports.rules.abuse, concerns: () => true } },
  }),
})

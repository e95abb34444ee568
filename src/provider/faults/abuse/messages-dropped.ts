import { reporting } from '../kit/reporting.js'

export const abuseMessagesDropped = reporting({
  id: 'abuse.messages-dropped',
  summary: 'sends a report without the messages that it is about',
  breaks: ['MIMI-ABU-011'],
  send: () => ({ messages: [] }),
})

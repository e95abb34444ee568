import { atLeast } from '../kit/fields.js'
import { stumbling } from '../kit/stumbling.js'

export const abuseTimeUnsafe = stumbling({
  id: 'abuse.time-unsafe',
  summary: 'fails when the acceptance time of a reported message is no safe integer of JavaScript',
  breaks: ['MIMI-ABU-006'],
  drafts: ['02ed', '06'],
  action: 'reportAbuse',
  over: atLeast(/(acceptedTimestamp|accepted_timestamp)$/, 1n << 53n),
})

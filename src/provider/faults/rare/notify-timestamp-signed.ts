import { atLeast } from '../kit/fields.js'
import { stumbling } from '../kit/stumbling.js'

export const notifyTimestampSigned = stumbling({
  id: 'notify.timestamp-signed',
  summary: 'takes the time of an event for a signed number and fails when it is negative',
  breaks: ['MIMI-NTF-017', 'MIMI-COD-022'],
  action: 'notify',
  over: atLeast(/timestamp$/, 1n << 63n),
})

import { atLeast } from '../kit/fields.js'
import { stumbling } from '../kit/stumbling.js'

export const submitEpochUnsafe = stumbling({
  id: 'submit.epoch-unsafe',
  summary: 'fails when the epoch of a message is no safe integer of JavaScript',
  breaks: ['MIMI-SUB-008'],
  action: 'submitMessage',
  over: atLeast(/private_message\.epoch$/, 1n << 53n),
})

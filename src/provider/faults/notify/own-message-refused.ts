import { refuse } from '../../endpoints/endpoint.js'
import { ownMessages } from '../kit/own-messages.js'

export const notifyOwnMessageRefused = ownMessages({
  id: 'notify.own-message-refused',
  summary: 'refuses a message of its own client when the hub sends it back',
  breaks: ['MIMI-NTF-014'],
  take: (events, isOwn) => (events.some(isOwn) ? refuse(409, 'that is our own') : events),
})

import { refuse } from '../../endpoints/endpoint.js'
import { isApplication } from '../kit/kinds.js'
import { taking } from '../kit/taking.js'

export const notifyMessagesRefused = taking({
  id: 'notify.messages-refused',
  summary: 'refuses the application messages of rooms that it does not host',
  breaks: ['MIMI-NTF-017'],
  take: (read) => {
    const events = read()
    return events.some(isApplication) ? refuse(403, 'messages go to the hub') : events
  },
})

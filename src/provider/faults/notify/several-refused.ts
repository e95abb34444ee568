import { refuse } from '../../endpoints/endpoint.js'
import { taking } from '../kit/taking.js'

export const notifySeveralRefused = taking({
  id: 'notify.several-refused',
  summary: 'takes a second event in a notify body for bytes left over',
  breaks: ['MIMI-NTF-010'],
  take: (read) => {
    const events = read()
    return events.length === 1 ? events : refuse(400, 'there are bytes left over behind the FanoutMessage')
  },
})

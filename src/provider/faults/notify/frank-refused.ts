import { refuse } from '../../endpoints/endpoint.js'
import { taking } from '../kit/taking.js'

export const notifyFrankRefused = taking({
  id: 'notify.frank-refused',
  summary: 'knows no franks, and takes one for bytes left over',
  breaks: ['MIMI-NTF-017'],
  drafts: ['02ed', '06'],
  take: (read) => {
    const events = read()
    const franked = events.some((event) => 'frank' in event && event.frank !== null)
    return franked ? refuse(400, 'malformed body: trailing bytes') : events
  },
})

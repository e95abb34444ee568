import { refuse } from '../../endpoints/endpoint.js'
import { isApplication } from '../kit/kinds.js'
import { taking } from '../kit/taking.js'

export const notifyFrankRequired = taking({
  id: 'notify.frank-required',
  summary: 'reads a frank behind every application message, without its presence octet',
  breaks: ['MIMI-NTF-017'],
  drafts: ['02ed', '06'],
  take: (read) => {
    const events = read()
    const bare = events.some((event) => isApplication(event) && 'frank' in event && event.frank === null)
    return bare ? refuse(400, 'malformed body: the frank is cut off') : events
  },
})

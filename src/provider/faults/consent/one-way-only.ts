import { refuse } from '../../endpoints/endpoint.js'
import { received } from '../kit/received-entry.js'

export const oneWayOnly = received({
  id: 'consent.one-way-only',
  summary: 'refuses a grant by a user whose own request is still open',
  breaks: ['MIMI-CON-018'],
  receive(consent, entry, otherwise) {
    const { target, requester, room } = entry.scope
    if (entry.operation === 'grant' && consent.asked({ target: requester, requester: target, room })) {
      refuse(409, 'a request between these users is still open')
    }
    otherwise()
  },
})

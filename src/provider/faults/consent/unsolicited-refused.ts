import { refuse } from '../../endpoints/endpoint.js'
import { received } from '../kit/received-entry.js'

export const unsolicitedRefused = received({
  id: 'consent.unsolicited-refused',
  summary: 'refuses grants and revocations, for it knows of no request with the same scope',
  breaks: ['MIMI-CON-008', 'MIMI-CON-011'],
  receive(_consent, entry, otherwise) {
    if (entry.operation === 'grant' || entry.operation === 'revoke') refuse(409, 'nobody asked for that')
    otherwise()
  },
})

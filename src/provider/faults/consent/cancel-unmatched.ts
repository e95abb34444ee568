import { refuse } from '../../endpoints/endpoint.js'
import { received } from '../kit/received-entry.js'

export const cancelUnmatched = received({
  id: 'consent.cancel-unmatched',
  summary: 'refuses a cancellation of what was never requested',
  breaks: ['MIMI-CON-006'],
  receive(consent, entry, otherwise) {
    if (entry.operation === 'cancel' && !consent.asked(entry.scope)) refuse(404, 'there is no such request')
    otherwise()
  },
})

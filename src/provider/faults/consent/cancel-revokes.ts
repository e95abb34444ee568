import { received } from '../kit/received-entry.js'

export const cancelRevokes = received({
  id: 'consent.cancel-revokes',
  summary: 'takes the cancellation of a request for a revocation of consent',
  breaks: ['MIMI-CON-006'],
  receive(consent, entry, otherwise) {
    if (entry.operation === 'cancel') consent.decide(entry.scope, 'deny')
    otherwise()
  },
})

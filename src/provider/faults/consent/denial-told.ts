import { refuse } from '../../endpoints/endpoint.js'
import { received } from '../kit/received-entry.js'

export const denialTold = received({
  id: 'consent.denial-told',
  summary: 'answers a request for consent with what its user decided',
  breaks: ['MIMI-CON-003'],
  receive(consent, entry, otherwise) {
    if (consent.decision(entry.scope) === 'deny') refuse(403, 'the user does not want to')
    otherwise()
  },
})

import { refuse } from '../../endpoints/endpoint.js'
import { received } from '../kit/received-entry.js'

export const cancelUnsupported = received({
  id: 'consent.cancel-unsupported',
  summary: 'knows requests only and refuses to withdraw them',
  breaks: ['MIMI-CON-002', 'MIMI-CON-006'],
  receive(_consent, entry, otherwise) {
    if (entry.operation === 'cancel') refuse(400, 'requests cannot be withdrawn')
    otherwise()
  },
})

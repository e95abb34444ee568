import { refuse } from '../../endpoints/endpoint.js'
import { received } from '../kit/received-entry.js'

export const roomRefused = received({
  id: 'consent.room-refused',
  summary: 'refuses consent that is limited to a room',
  breaks: ['MIMI-CON-012'],
  receive(_consent, entry, otherwise) {
    if (entry.scope.room !== null) refuse(400, 'roomId is not supported')
    otherwise()
  },
})

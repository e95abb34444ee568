import { received } from '../kit/received-entry.js'

export const sidesSwapped = received({
  id: 'consent.sides-swapped',
  summary: 'takes a grant to its user for a grant by its user',
  breaks: ['MIMI-CON-013'],
  receive(consent, entry, otherwise) {
    const { target, requester, room } = entry.scope
    if (entry.operation === 'grant') consent.decide({ target: requester, requester: target, room }, 'grant')
    otherwise()
  },
})

import { fault } from '../../fault.js'
import { authorityOf } from '../../uri.js'

export const consentThroughHub = fault({
  id: 'consent.through-hub',
  summary: 'sends consent entries to the hub of the room they name',
  breaks: ['MIMI-CON-001'],
  apply: (ports) => ({
    ...ports,
    client: { ...ports.client, consentAt: (other, room) => authorityOf(room ?? other) },
  }),
})

import { fault } from '../../fault.js'
import { refuse } from '../../endpoints/endpoint.js'

export const unknownUserRefused = fault({
  id: 'consent.unknown-user-refused',
  summary: 'answers consent entries for users it does not have with 400',
  breaks: ['MIMI-CON-004', 'MIMI-CON-009'],
  apply: (ports) => ({
    ...ports,
    rules: {
      ...ports.rules,
      consent: { ...ports.rules.consent, known: (user) => user !== undefined || refuse(400, 'no such user') },
    },
  }),
})

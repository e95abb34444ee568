import { fault } from '../../fault.js'

export const foreignSides = fault({
  id: 'consent.foreign-sides',
  summary: 'takes consent entries about users of any provider',
  breaks: ['MIMI-CON-007', 'MIMI-CON-008'],
  apply: (ports) => ({
    ...ports,
    rules: { ...ports.rules, consent: { ...ports.rules.consent, sidesHold: () => true, known: () => true } },
  }),
})

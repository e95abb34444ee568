import { fault } from '../../fault.js'

export const operationsMixed = fault({
  id: 'consent.operations-mixed',
  summary: 'takes every consent operation on either endpoint',
  breaks: ['MIMI-CON-010'],
  apply: (ports) => ({
    ...ports,
    rules: { ...ports.rules, consent: { ...ports.rules.consent, belongs: () => true } },
  }),
})

import { fault } from '../../fault.js'

export const grantNotApplied = fault({
  id: 'consent.grant-not-applied',
  summary: 'sends a grant without opening the key material of the user who gave it',
  breaks: ['MIMI-CON-013'],
  apply: (ports) => ({
    ...ports,
    rules: {
      ...ports.rules,
      consent: {
        ...ports.rules.consent,
        decisionFor: (operation) => (operation === 'grant' ? null : ports.rules.consent.decisionFor(operation)),
      },
    },
  }),
})

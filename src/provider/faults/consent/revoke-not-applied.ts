import { fault } from '../../fault.js'

export const revokeNotApplied = fault({
  id: 'consent.revoke-not-applied',
  summary: 'sends a revocation without closing the key material of the user who sent it',
  breaks: ['MIMI-CON-014'],
  apply: (ports) => ({
    ...ports,
    rules: {
      ...ports.rules,
      consent: {
        ...ports.rules.consent,
        decisionFor: (operation) => (operation === 'revoke' ? null : ports.rules.consent.decisionFor(operation)),
      },
    },
  }),
})

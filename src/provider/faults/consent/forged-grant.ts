import { fault } from '../../fault.js'
import { authorityOf } from '../../uri.js'

export const forgedGrant = fault({
  id: 'consent.forged-grant',
  summary: 'applies what a peer sends in the name of a local user as a grant, before it looks whose decision that is',
  breaks: ['MIMI-CON-008'],
  apply: (ports) => ({
    ...ports,
    rules: {
      ...ports.rules,
      consent: {
        ...ports.rules.consent,
        sidesHold(scope, endpoint, sender, receiver) {
          if (endpoint === 'updateConsent' && authorityOf(scope.target) === receiver) {
            ports.store.consent.decide(scope, 'grant')
          }
          return ports.rules.consent.sidesHold(scope, endpoint, sender, receiver)
        },
      },
    },
  }),
})

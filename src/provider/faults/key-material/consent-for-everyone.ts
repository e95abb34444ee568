import { fault } from '../../fault.js'
import { everyone } from '../../store/consent.js'

export const consentForEveryone = fault({
  id: 'key-material.consent-for-everyone',
  summary: 'takes a decision about one requester for one about everyone',
  breaks: ['MIMI-KEY-025'],
  apply: (ports) => ({
    ...ports,
    store: {
      ...ports.store,
      consent: {
        ...ports.store.consent,
        decision: (scope) => ports.store.consent.decision({ ...scope, requester: everyone }),
        decide: (scope, decision) => ports.store.consent.decide({ ...scope, requester: everyone }, decision),
      },
    },
  }),
})

import { fault } from '../../fault.js'

export const requestsDecide = fault({
  id: 'consent.requests-decide',
  summary: 'takes a request, or a grant at the endpoint for requests, for the decision of the user who is asked',
  breaks: ['MIMI-CON-010', 'MIMI-CON-014'],
  apply: (ports) => {
    const { consent } = ports.rules
    return {
      ...ports,
      rules: {
        ...ports.rules,
        consent: {
          ...consent,
          belongs: () => true,
          received(store, entry) {
            if (entry.operation === 'request' || entry.operation === 'grant') store.decide(entry.scope, 'grant')
            else consent.received(store, entry)
          },
        },
      },
    }
  },
})

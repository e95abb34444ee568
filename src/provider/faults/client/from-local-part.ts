import { fault } from '../../fault.js'

export const wrongFrom = fault({
  id: 'client.from-local-part',
  summary: 'names itself provider@ in place of mimi@',
  breaks: ['MIMI-TRN-006'],
  apply: (ports) => ({
    ...ports,
    client: {
      ...ports.client,
      headers: (own, asked) =>
        ports.client.headers(own, asked).map(([name, value]) => [name, value.replace(/^mimi@/, 'provider@')]),
    },
  }),
})

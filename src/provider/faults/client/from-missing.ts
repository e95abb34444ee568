import { fault } from '../../fault.js'

export const fromMissing = fault({
  id: 'client.from-missing',
  summary: 'sends its own requests without a From header',
  breaks: ['MIMI-TRN-002', 'MIMI-TRN-005'],
  apply: (ports) => ({
    ...ports,
    client: {
      ...ports.client,
      headers: (own, asked) => ports.client.headers(own, asked).filter(([name]) => name !== 'From'),
    },
  }),
})

import { fault } from '../../fault.js'

export const anyServer = fault({
  id: 'client.any-server',
  summary: 'sends its requests to servers with any certificate',
  breaks: ['MIMI-TRN-016', 'MIMI-TRN-017'],
  apply: (ports) => ({
    ...ports,
    client: { ...ports.client, trusts: (anchors) => ({ ...ports.client.trusts(anchors), anyServer: true }) },
  }),
})

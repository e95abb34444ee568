import { fault } from '../../fault.js'

export const noOwnCertificate = fault({
  id: 'client.no-certificate',
  summary: 'presents no certificate when it is the client',
  breaks: ['MIMI-TRN-015'],
  apply: (ports) => ({ ...ports, client: { ...ports.client, presents: () => null } }),
})

import { fault } from '../../fault.js'

export const untrustedClient = fault({
  id: 'transport.untrusted-client',
  summary: 'takes a client certificate of the right name from any authority, in date or not',
  breaks: ['MIMI-TRN-012', 'MIMI-TRN-013'],
  apply: (ports) => ({
    ...ports,
    gate: {
      ...ports.gate,
      notAuthenticated: (source, tls) => ports.gate.notAuthenticated(source, tls && { ...tls, authorized: true }),
    },
  }),
})

import { fault } from '../../fault.js'

export const hostWithPortRefused = fault({
  id: 'transport.host-with-port-refused',
  summary: 'takes a Host header with a port for another provider',
  breaks: ['MIMI-TRN-004'],
  apply: (ports) => ({
    ...ports,
    gate: { ...ports.gate, addressed: (host, domain) => host?.toLowerCase() === domain },
  }),
})

import { fault } from '../../fault.js'

export const hostIgnored = fault({
  id: 'transport.host-ignored',
  summary: 'never reads the Host header',
  breaks: ['MIMI-TRN-019'],
  apply: (ports) => ({ ...ports, gate: { ...ports.gate, addressed: () => true } }),
})

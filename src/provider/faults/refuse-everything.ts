import { fault } from '../fault.js'

export const refuseEverything = fault({
  id: 'refuse-everything',
  summary: 'answers every request with 400, whatever it is',
  breaks: ['MIMI-DIR-001', 'MIMI-KEY-001', 'MIMI-KEY-010', 'MIMI-CON-002', 'MIMI-IDQ-001', 'MIMI-NTF-017'],
  apply: (ports) => ({
    ...ports,
    gate: { ...ports.gate, source: () => ({ ok: false, reason: 'nobody is welcome' }) },
  }),
})

import { fault } from '../../fault.js'

export const clearText = fault({
  id: 'transport.clear-text',
  summary: 'answers in clear text on the port of its https URLs',
  breaks: ['MIMI-TRN-001'],
  apply: (ports) => ({
    ...ports,
    front: { ...ports.front, clearText: true },
    gate: {
      ...ports.gate,
      notAuthenticated: (source, tls) => (tls === null ? null : ports.gate.notAuthenticated(source, tls)),
    },
  }),
})

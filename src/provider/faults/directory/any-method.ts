import { fault } from '../../fault.js'

export const anyMethod = fault({
  id: 'directory.any-method',
  summary: 'answers every method on every endpoint',
  breaks: ['MIMI-DIR-014'],
  apply: (ports) => ({ ...ports, gate: { ...ports.gate, allows: () => true } }),
})

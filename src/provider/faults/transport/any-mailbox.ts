import { fault } from '../../fault.js'

export const anyMailbox = fault({
  id: 'transport.any-mailbox',
  summary: 'takes any local part in From',
  breaks: ['MIMI-TRN-009'],
  apply: (ports) => ({
    ...ports,
    gate: {
      ...ports.gate,
      source: (from) => ports.gate.source(from.map((value) => value.replace(/^[^@<]*@/, 'mimi@'))),
    },
  }),
})

import { composing } from '../kit/composing.js'

export const unsuppliedUnlisted = composing({
  id: 'key-material.unsupplied-unlisted',
  summary: 'lists only those clients that a key package comes from',
  breaks: ['MIMI-KEY-011', 'MIMI-KEY-013', 'MIMI-KEY-014'],
  compose: (right) => ({
    ...right,
    clients: right.clients.filter(({ clientStatus }) => clientStatus === 'success'),
  }),
})

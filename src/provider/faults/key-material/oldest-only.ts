import { fault } from '../../fault.js'

export const oldestOnly = fault({
  id: 'key-material.oldest-only',
  summary: 'looks only at the oldest key package of a client',
  breaks: ['MIMI-KEY-015', 'MIMI-KEY-020', 'MIMI-KEY-021'],
  apply: (ports) => ({
    ...ports,
    store: {
      ...ports.store,
      keys: { ...ports.store.keys, stock: (device) => ports.store.keys.stock(device).slice(0, 1) },
    },
  }),
})

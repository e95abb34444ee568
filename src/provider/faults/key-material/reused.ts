import { fault } from '../../fault.js'

export const keysReused = fault({
  id: 'key-material.reused',
  summary: 'hands out the same key package again and again',
  breaks: ['MIMI-KEY-018', 'MIMI-KEY-019'],
  apply: (ports) => ({
    ...ports,
    store: {
      ...ports.store,
      keys: {
        ...ports.store.keys,
        take: (device, ref) => ports.store.keys.stock(device).find((each) => each.ref === ref),
      },
    },
  }),
})

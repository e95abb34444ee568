import { fault } from '../../fault.js'

export const takenLate = fault({
  id: 'key-material.taken-late',
  summary: 'removes a key package from the stock a moment after it was handed out',
  breaks: ['MIMI-KEY-019'],
  apply: (ports) => ({
    ...ports,
    store: {
      ...ports.store,
      keys: {
        ...ports.store.keys,
        take(device, ref) {
          const found = ports.store.keys.stock(device).find((each) => each.ref === ref)
          setTimeout(() => ports.store.keys.take(device, ref), momentMs).unref()
          return found
        },
      },
    },
  }),
})

/** Long enough for another request to come in between. */
const momentMs = 50

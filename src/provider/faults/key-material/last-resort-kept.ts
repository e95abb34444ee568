import { isLastResort } from '../../../mls/key-package.js'
import { fault } from '../../fault.js'

export const lastResortKept = fault({
  id: 'key-material.last-resort-kept',
  summary: 'keeps a key package marked as one of last resort, however often it is handed out',
  breaks: ['MIMI-KEY-018', 'MIMI-KEY-019'],
  apply: (ports) => ({
    ...ports,
    store: {
      ...ports.store,
      keys: {
        ...ports.store.keys,
        take(device, ref) {
          const found = ports.store.keys.stock(device).find((each) => each.ref === ref)
          return found && isLastResort(found.keyPackage) ? found : ports.store.keys.take(device, ref)
        },
      },
    },
  }),
})

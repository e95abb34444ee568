import { refuse } from '../../endpoints/endpoint.js'
import { fault } from '../../fault.js'

export const notifyDuplicateRefused = fault({
  id: 'notify.duplicate-refused',
  summary: 'refuses a repeated notify with 409',
  breaks: ['MIMI-NTF-020'],
  apply: (ports) => ({
    ...ports,
    store: {
      ...ports.store,
      dedup: {
        ...ports.store.dedup,
        seen: (key) => ports.store.dedup.seen(key) && refuse(409, 'this has come before'),
      },
    },
  }),
})

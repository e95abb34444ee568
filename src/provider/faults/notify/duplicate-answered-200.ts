import { refuse } from '../../endpoints/endpoint.js'
import { fault } from '../../fault.js'

export const notifyDuplicateWith200 = fault({
  id: 'notify.duplicate-answered-200',
  summary: 'answers a repeated notify with 200 and a remark, though the first with 201',
  breaks: ['MIMI-NTF-020'],
  apply: (ports) => ({
    ...ports,
    store: {
      ...ports.store,
      dedup: {
        ...ports.store.dedup,
        seen: (key) => ports.store.dedup.seen(key) && refuse(200, 'this has come before'),
      },
    },
  }),
})

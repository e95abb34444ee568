import { fault } from '../../fault.js'

export const notifyRefusedRemembered = fault({
  id: 'notify.refused-remembered',
  summary:
    'remembers the body of a notify before it has decided about it, and confirms a refused one when it comes again',
  breaks: ['MIMI-NTF-018'],
  apply: (ports) => ({
    ...ports,
    store: {
      ...ports.store,
      dedup: {
        ...ports.store.dedup,
        seen(key) {
          const before = ports.store.dedup.seen(key)
          ports.store.dedup.remember(key)
          return before
        },
      },
    },
  }),
})

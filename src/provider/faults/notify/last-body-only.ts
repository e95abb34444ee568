import { fault } from '../../fault.js'

export const notifyLastBodyOnly = fault({
  id: 'notify.last-body-only',
  summary: 'remembers of each hub the last body only, and processes an older one again',
  breaks: ['MIMI-NTF-021'],
  apply: (ports) => {
    let last = ''
    return {
      ...ports,
      store: {
        ...ports.store,
        dedup: {
          ...ports.store.dedup,
          seen: (key) => key === last,
          remember: (key) => (last = key),
        },
      },
    }
  },
})

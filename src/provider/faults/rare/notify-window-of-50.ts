import { Bounded } from '../../bounded.js'
import { fault } from '../../fault.js'

export const notifyWindowOf50 = fault({
  id: 'notify.window-of-50',
  summary: 'knows a repetition among the last fifty notifies only',
  breaks: ['MIMI-NTF-021'],
  foundBy: 'model',
  apply(ports) {
    const last = new Bounded<string, true>(50)
    const dedup = {
      ...ports.store.dedup,
      seen: (key: string) => last.has(key),
      remember: (key: string) => last.set(key, true),
    }
    return { ...ports, store: { ...ports.store, dedup } }
  },
})

import { Bounded } from '../../bounded.js'
import { fault } from '../../fault.js'

export const notifyForgottenAtRestart = fault({
  id: 'notify.forgotten-at-restart',
  summary: 'knows no repetition of a notify that came before it was restarted',
  breaks: ['MIMI-NTF-021'],
  foundBy: 'model',
  apply(ports) {
    // Made anew with every start.
    const since = new Bounded<string, true>(50_000)
    const dedup = {
      ...ports.store.dedup,
      seen: (key: string) => since.has(key),
      remember: (key: string) => since.set(key, true),
    }
    return { ...ports, store: { ...ports.store, dedup } }
  },
})

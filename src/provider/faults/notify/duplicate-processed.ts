import { fault } from '../../fault.js'

export const duplicateProcessed = fault({
  id: 'notify.duplicate-processed',
  summary: 'processes a repeated notify again',
  breaks: ['MIMI-NTF-021'],
  apply: (ports) => ({
    ...ports,
    store: { ...ports.store, dedup: { ...ports.store.dedup, seen: () => false } },
  }),
})

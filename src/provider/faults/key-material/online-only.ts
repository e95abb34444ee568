import { fault } from '../../fault.js'

export const keysOnlineOnly = fault({
  id: 'key-material.online-only',
  summary: "has key packages of connected clients only, and so never any of Mimicry's",
  breaks: ['MIMI-KEY-010', 'MIMI-KEY-035'],
  apply: (ports) => ({
    ...ports,
    store: { ...ports.store, keys: { ...ports.store.keys, stock: () => [] } },
  }),
})

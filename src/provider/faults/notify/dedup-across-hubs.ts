import { fault } from '../../fault.js'

export const dedupAcrossHubs = fault({
  id: 'notify.dedup-across-hubs',
  summary: 'takes the same body from another hub for a repetition',
  breaks: ['MIMI-NTF-022'],
  apply: (ports) => ({
    ...ports,
    store: {
      ...ports.store,
      dedup: { ...ports.store.dedup, key: (_hub, room, body) => ports.store.dedup.key('', room, body) },
    },
  }),
})

import { fault } from '../../fault.js'

/** Octets of the timestamp that an event begins with. */
const timestamp = 8

export const notifyDedupByMessage = fault({
  id: 'notify.dedup-by-message',
  summary: 'takes a message that comes again with another timestamp for a repetition',
  breaks: ['MIMI-NTF-022'],
  apply: (ports) => ({
    ...ports,
    store: {
      ...ports.store,
      dedup: {
        ...ports.store.dedup,
        key: (hub, room, body) => ports.store.dedup.key(hub, room, body.subarray(timestamp)),
      },
    },
  }),
})

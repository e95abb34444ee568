import { delivering } from '../kit/delivering.js'

export const notifyOwnTimestamp = delivering({
  id: 'notify.own-timestamp',
  summary: "delivers events with the time at which they came in place of the hub's",
  breaks: ['MIMI-NTF-010'],
  deliver: (entry, { clock }) => ({ ...entry, timestamp: BigInt(clock.now()) + 1n }),
})

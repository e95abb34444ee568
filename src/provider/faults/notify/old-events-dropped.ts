import { taking } from '../kit/taking.js'

const hourMs = 3_600_000n

export const notifyOldEventsDropped = taking({
  id: 'notify.old-events-dropped',
  summary: 'confirms events that are more than an hour old, and drops them',
  breaks: ['MIMI-NTF-010'],
  take: (read, { clock }) => read().filter(({ timestamp }) => timestamp > BigInt(clock.now()) - hourMs),
})

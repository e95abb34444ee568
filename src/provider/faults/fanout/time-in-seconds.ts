import { fanningOut } from '../kit/fanning-out.js'

export const fanoutTimeInSeconds = fanningOut({
  id: 'fanout.time-in-seconds',
  summary: 'stamps events with seconds',
  breaks: ['MIMI-NTF-009'],
  value: (event) => ({ ...event, timestamp: event.timestamp / 1000n }),
})

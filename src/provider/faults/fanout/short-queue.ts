import { queueing } from '../kit/queueing.js'

export const fanoutShortQueue = queueing({
  id: 'fanout.short-queue',
  summary: 'drops events for a follower that has two of the room still to answer',
  breaks: ['MIMI-NTF-026'],
  queue: (_, fanout) => (event) => {
    const waiting = [...fanout.all()].filter(({ domain, room }) => domain === event.domain && room === event.room)
    return waiting.length < 2 ? event : null
  },
})

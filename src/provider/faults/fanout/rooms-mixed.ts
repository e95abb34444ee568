import { queueing } from '../kit/queueing.js'

export const fanoutRoomsMixed = queueing({
  id: 'fanout.rooms-mixed',
  summary: 'sends an event to the room that the one before it was for',
  breaks: ['MIMI-NTF-029'],
  queue() {
    const last = new Map<string, string>()
    return (event) => {
      const room = last.get(event.domain) ?? event.room
      last.set(event.domain, event.room)
      return { ...event, room }
    }
  },
})

import { forwarded } from '../kit/forwarded-entry.js'

export const roomForgotten = forwarded({
  id: 'consent.room-forgotten',
  summary: 'leaves the room out of what it sends, as if the consent were for any',
  breaks: ['MIMI-CON-012'],
  send: (entry) => ({ ...entry, roomId: null }),
})

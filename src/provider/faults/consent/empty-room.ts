import { forwarded } from '../kit/forwarded-entry.js'

export const emptyRoom = forwarded({
  id: 'consent.empty-room',
  summary: 'sends an empty room where the consent is for any, instead of none',
  breaks: ['MIMI-CON-012'],
  send: (entry) => ({ ...entry, roomId: entry.roomId ?? { uri: new Uint8Array() } }),
})

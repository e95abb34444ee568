import { rewriting } from '../kit/rewriting.js'

export const roomDropped = rewriting({
  id: 'client.room-dropped',
  summary: 'leaves the room out of the key material requests that it sends on',
  breaks: ['MIMI-KEY-007', 'MIMI-KEY-038'],
  fields: { roomId: { uri: new Uint8Array() } },
})

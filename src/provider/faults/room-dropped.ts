import { fault } from '../fault.js'
import { rewritten } from './kit/rewritten.js'

export const roomDropped = fault({
  id: 'client.room-dropped',
  summary: 'leaves the room out of the key material requests that it sends on',
  breaks: ['MIMI-KEY-007', 'MIMI-KEY-038'],
  apply: (ports) => ({
    ...ports,
    client: {
      ...ports.client,
      forwarded: (action, body) =>
        action === 'keyMaterial'
          ? rewritten(body, { roomId: { uri: new Uint8Array() } })
          : ports.client.forwarded(action, body),
    },
  }),
})

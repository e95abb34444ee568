import { forwarded } from '../kit/forwarded-entry.js'

export const cancelAnyRoom = forwarded({
  id: 'consent.cancel-any-room',
  summary: 'leaves the room out when it withdraws a request for one room',
  breaks: ['MIMI-CON-005'],
  send: (entry) => (entry.consentOperation === 'cancel' ? { ...entry, roomId: null } : entry),
})

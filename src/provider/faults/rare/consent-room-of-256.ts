import { some } from '../kit/fields.js'
import { hang, stumbling } from '../kit/stumbling.js'

export const consentRoomOf256 = stumbling({
  id: 'consent.room-of-256',
  summary: 'never answers a consent entry for a room whose URI has more than 255 bytes',
  breaks: ['MIMI-CON-003'],
  action: 'requestConsent',
  over: some(/^roomId\.uri$/, ({ length }) => length > 255),
  reply: hang,
})

import { lenientPlace } from '../kit/lenient-place.js'

const cancel = 0

export const consentPresence255 = lenientPlace({
  id: 'consent.presence-255',
  summary: 'takes the presence octet 255 for a room that is there, in entries that withdraw a request',
  breaks: ['MIMI-COD-005'],
  action: 'requestConsent',
  mend: ({ code, offset }, body) => {
    const [operation] = body
    return code === 'presence-octet' && operation === cancel && body[offset] === 0xff ? body.with(offset, 1) : null
  },
})

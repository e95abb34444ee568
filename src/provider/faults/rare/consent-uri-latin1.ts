import { isUtf8 } from 'node:buffer'
import { some } from '../kit/fields.js'
import { stumbling } from '../kit/stumbling.js'

export const consentUriLatin1 = stumbling({
  id: 'consent.uri-latin1',
  summary: 'fails when the URI of a target is no UTF-8',
  breaks: ['MIMI-CON-004'],
  action: 'requestConsent',
  over: some(/^targetUri\.uri$/, (uri) => !isUtf8(uri)),
})

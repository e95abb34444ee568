import { uriText } from '../../uri.js'
import { afterEffect, turnedDown } from '../kit/after-effect.js'
import { fieldsOf } from '../kit/fields.js'
import { requestOf } from '../kit/requested.js'

export const consentMalformedRevokes = afterEffect({
  id: 'consent.malformed-revokes',
  summary: 'takes what a user was granted away when a request of it for consent is malformed',
  breaks: ['MIMI-CON-013'],
  foundBy: 'endpoint',
  action: 'requestConsent',
  refused: turnedDown,
  does({ draft, store: { consent } }, { body }) {
    const codec = requestOf('requestConsent', draft)
    const fields = codec ? fieldsOf(codec, body) : []
    const [requester, target] = ['requesterUri.uri', 'targetUri.uri'].map((wanted) =>
      fields.find(({ path }) => path === wanted),
    )
    if (!requester || !target) return
    consent.decide({ target: uriText(target.bytes), requester: uriText(requester.bytes), room: null }, 'deny')
  },
})

import { afterEffect } from '../kit/after-effect.js'
import { fieldsOf } from '../kit/fields.js'
import { requestOf, subjectOf } from '../kit/requested.js'

/** A refusal tells nothing but a code and, in 06, the room. */
const short = 256

export const groupInfoRefusedUsesCode = afterEffect({
  id: 'group-info.refused-uses-code',
  summary: 'counts a joining code as used when whoever presents it is turned away',
  breaks: ['MIMI-GRP-005'],
  foundBy: 'endpoint',
  action: 'groupInfo',
  refused: ({ body }) => body !== undefined && body.length < short,
  does({ draft, store: { codes } }, request) {
    const codec = requestOf('groupInfo', draft)
    const code = codec && fieldsOf(codec, request.body).find(({ path }) => path === 'joiningCode')
    if (code) codes.use(subjectOf(request), code.bytes)
  },
})

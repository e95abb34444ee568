import { lengthHeader } from '../../../codec/index.js'
import { replaced } from '../kit/mending.js'
import { lenientPlace } from '../kit/lenient-place.js'

export const abuseReservedLength = lenientPlace({
  id: 'abuse.reserved-length',
  summary: 'reads lengths that begin with ff as it reads those of two bytes, by the second alone',
  breaks: ['MIMI-COD-003'],
  drafts: ['02ed', '06'],
  action: 'reportAbuse',
  mend: ({ code, offset }, body, codec) => {
    const [, first, second] = [null, body[offset], body[offset + 1]]
    if (code !== 'length-reserved' || first !== 0xff || second === undefined) return null
    return replaced(codec, body, { offset, length: 2 }, lengthHeader(second, 2))
  },
})

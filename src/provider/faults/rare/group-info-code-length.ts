import { lengthHeader } from '../../../codec/index.js'
import { lenientPlace } from '../kit/lenient-place.js'
import { numberAt, replaced } from '../kit/mending.js'

export const groupInfoCodeLength = lenientPlace({
  id: 'group-info.code-length',
  summary: 'takes a length of more bytes than it needs before a joining code that is there',
  breaks: ['MIMI-COD-002'],
  action: 'groupInfo',
  mend({ code, path, offset }, body, codec) {
    if (code !== 'length-not-minimal' || path !== 'joiningCode') return null
    const header = (body[offset] ?? 0) >= 0x80 ? 4 : 2
    const length = numberAt(body, offset, header)
    return length > 0 ? replaced(codec, body, { offset, length: header }, lengthHeader(length)) : null
  },
})

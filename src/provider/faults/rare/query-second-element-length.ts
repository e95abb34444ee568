import { lengthHeader } from '../../../codec/index.js'
import { numberAt, replaced } from '../kit/mending.js'
import { lenientPlace } from '../kit/lenient-place.js'

export const querySecondElementLength = lenientPlace({
  id: 'query.second-element-length',
  summary: 'takes lengths of more bytes than they need in all elements of a query but the first',
  breaks: ['MIMI-COD-002'],
  drafts: ['06'],
  action: 'identifierQuery',
  mend: ({ code, path, offset }, body, codec) => {
    if (code !== 'length-not-minimal' || !/^query_elements\[[1-9]/.test(path)) return null
    const length = (body[offset] ?? 0) >= 0x80 ? 4 : 2
    return replaced(codec, body, { offset, length }, lengthHeader(numberAt(body, offset, length)))
  },
})

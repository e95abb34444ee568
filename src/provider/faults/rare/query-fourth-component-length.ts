import { lengthHeader } from '../../../codec/index.js'
import { numberAt, replaced } from '../kit/mending.js'
import { lenientPlace } from '../kit/lenient-place.js'

export const queryFourthComponentLength = lenientPlace({
  id: 'query.fourth-component-length',
  summary: 'takes lengths of more bytes than they need in the fourth and further components of an extension dictionary',
  breaks: ['MIMI-COD-002'],
  drafts: ['06'],
  action: 'identifierQuery',
  mend: ({ code, path, offset }, body, codec) => {
    if (code !== 'length-not-minimal' || !/component_data\[([3-9]|\d\d+)\]\.data$/.test(path)) return null
    const length = (body[offset] ?? 0) >= 0x80 ? 4 : 2
    return replaced(codec, body, { offset, length }, lengthHeader(numberAt(body, offset, length)))
  },
})

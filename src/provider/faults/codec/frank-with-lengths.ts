import { spans, tryDecode } from '../../../codec/index.js'
import { IdentifierUri } from '../../../wire/common.js'
import { fault } from '../../fault.js'
import { readingFussily } from '../kit/mending.js'

export const frankWithLengths = fault({
  id: 'codec.frank-with-lengths',
  summary: 'expects a length before each mark of a frank',
  breaks: ['MIMI-COD-016'],
  drafts: ['02ed', '06'],
  apply: (ports) =>
    readingFussily(ports, (body, codec) => {
      const frank = spans(codec, body).spans.find(({ path, text }) => path.endsWith('.frank') && text === 'present')
      const read = frank && tryDecode(IdentifierUri, body.subarray(frank.offset + 1))
      return read && !read.ok ? read.error : null
    }),
})

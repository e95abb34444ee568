import { lengthHeader } from '../../../codec/index.js'
import { fault } from '../../fault.js'
import { readingLeniently } from '../kit/mending.js'

export const lengthClipped = fault({
  id: 'codec.length-clipped',
  summary: 'is content with what is left of the body where a length says that there is more',
  breaks: ['MIMI-COD-008'],
  apply: (ports) =>
    readingLeniently(ports, ({ code, offset }, body) => {
      const size = 1 << ((body[offset] ?? 0) >> 6)
      const left = body.length - offset - size
      if (code !== 'truncated' || left < 0) return null
      return Uint8Array.from([...body.subarray(0, offset), ...lengthHeader(left), ...body.subarray(offset + size)])
    }),
})

import { lengthHeader } from '../../../codec/index.js'
import { fault } from '../../fault.js'
import { numberAt, readingLeniently, replaced } from '../kit/mending.js'

export const lengthNotMinimalAccepted = fault({
  id: 'codec.length-not-minimal-accepted',
  summary: 'reads lengths in whatever form they come',
  breaks: ['MIMI-COD-002'],
  apply: (ports) =>
    readingLeniently(ports, ({ code, offset }, body, codec) => {
      if (code !== 'length-not-minimal') return null
      const size = 2 ** ((body[offset] ?? 0) >> 6)
      return replaced(codec, body, { offset, length: size }, lengthHeader(numberAt(body, offset, size)))
    }),
})

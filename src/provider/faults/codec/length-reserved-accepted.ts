import { lengthHeader } from '../../../codec/index.js'
import { fault } from '../../fault.js'
import { numberAt, readingLeniently, replaced } from '../kit/mending.js'

export const lengthReservedAccepted = fault({
  id: 'codec.length-reserved-accepted',
  summary: 'reads lengths as QUIC writes its integers, those of eight bytes included',
  breaks: ['MIMI-COD-003'],
  apply: (ports) =>
    readingLeniently(ports, ({ code, offset }, body, codec) => {
      const claimed = numberAt(body, offset, 8)
      if (code !== 'length-reserved' || claimed > body.length) return null
      return replaced(codec, body, { offset, length: 8 }, lengthHeader(claimed))
    }),
})

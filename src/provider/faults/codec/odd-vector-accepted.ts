import { fault } from '../../fault.js'
import { readingLeniently, replaced, vectorsAround } from '../kit/mending.js'

export const oddVectorAccepted = fault({
  id: 'codec.odd-vector-accepted',
  summary: 'reads as many whole elements as a vector has and drops the rest',
  breaks: ['MIMI-COD-009'],
  apply: (ports) =>
    readingLeniently(ports, ({ code, offset }, body, codec) => {
      const vector = vectorsAround(codec, body, offset).at(-1)
      if (code !== 'truncated' || !vector) return null
      const length = vector.offset + vector.length + vector.content - offset
      return offset + length > body.length ? null : replaced(codec, body, { offset, length }, new Uint8Array())
    }),
})

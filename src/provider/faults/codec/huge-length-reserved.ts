import type { Codec } from '../../../codec/index.js'
import { fault } from '../../fault.js'
import { numberAt } from '../kit/mending.js'

/** What it can still reserve. */
const memory = 2 ** 24

export const hugeLengthReserved = fault({
  id: 'codec.huge-length-reserved',
  summary: 'reserves the memory that a length claims before it looks whether the bytes are there',
  breaks: ['MIMI-COD-008'],
  apply: (ports) => ({
    ...ports,
    reader: {
      ...ports.reader,
      read<T>(codec: Codec<T>, body: Uint8Array) {
        const result = ports.reader.read(codec, body)
        if (!result.ok && result.error.code === 'truncated' && numberAt(body, result.error.offset, 4) > memory) {
          throw new RangeError('array buffer allocation failed')
        }
        return result
      },
    },
  }),
})

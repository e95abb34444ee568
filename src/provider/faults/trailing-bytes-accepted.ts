import type { Codec } from '../../codec/index.js'
import { fault } from '../fault.js'

export const trailingBytesAccepted = fault({
  id: 'codec.trailing-bytes-accepted',
  summary: 'stops reading at the end of a structure and ignores what follows',
  breaks: ['MIMI-COD-007'],
  apply: (ports) => ({
    ...ports,
    reader: {
      ...ports.reader,
      read<T>(codec: Codec<T>, body: Uint8Array) {
        const result = ports.reader.read(codec, body)
        const more = !result.ok && result.error.code === 'trailing-bytes'
        return more ? ports.reader.read(codec, body.subarray(0, result.error.offset)) : result
      },
    },
  }),
})

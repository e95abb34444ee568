import type { Codec } from '../../../codec/index.js'
import { fault } from '../../fault.js'

export const malformedFatal = fault({
  id: 'codec.malformed-fatal',
  summary: 'has no answer to a malformed body but an internal error',
  breaks: [
    'MIMI-COD-002',
    'MIMI-COD-003',
    'MIMI-COD-005',
    'MIMI-COD-006',
    'MIMI-COD-007',
    'MIMI-COD-008',
    'MIMI-COD-009',
    'MIMI-COD-010',
    'MIMI-COD-011',
    'MIMI-COD-023',
  ],
  apply: (ports) => ({
    ...ports,
    reader: {
      ...ports.reader,
      read<T>(codec: Codec<T>, body: Uint8Array) {
        const result = ports.reader.read(codec, body)
        if (!result.ok) throw result.error
        return result
      },
    },
  }),
})

import type { Codec } from '../../../codec/index.js'
import { fault } from '../../fault.js'
import { malformations } from '../kit/malformations.js'

export const malformedFatal = fault({
  id: 'codec.malformed-fatal',
  summary: 'has no answer to a malformed body but an internal error',
  breaks: [...malformations, 'MIMI-COD-023'],
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

import { type Codec, CodecError, spans } from '../../../codec/index.js'
import { fault } from '../../fault.js'

/** The first length that needs a header of four octets. */
const boundary = 0x4000

export const notifyLengthOffByOne = fault({
  id: 'notify.length-off-by-one',
  summary: 'takes a length of 16384 bytes for one that fits into two octets, and its header for one too long',
  breaks: ['MIMI-NTF-017'],
  apply: (ports) => ({
    ...ports,
    reader: {
      ...ports.reader,
      read<T>(codec: Codec<T>, body: Uint8Array) {
        const at = spans(codec, body).spans.find(({ type, text }) => type === 'length' && text === `${boundary} bytes`)
        const error = at && new CodecError('length-not-minimal', at.path, at.offset, 'expected 2 octets, got 4')
        return error ? { ok: false as const, error } : ports.reader.read(codec, body)
      },
    },
  }),
})

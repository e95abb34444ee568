/** For faults that read leniently: what the strict reader refuses is mended as such an implementation would see it. */
import { type Codec, type CodecError, lengthHeader, spans } from '../../../codec/index.js'
import type { Ports } from '../../ports.js'

/** The body as a lenient reader takes it; null where it refuses as well. */
export type Mend = (error: CodecError, body: Uint8Array, codec: Codec<unknown>) => Uint8Array | null

/** Faults mended in one body, at most. */
const most = 64

/** The provider with a reader that goes on where `mend` says how. */
export function readingLeniently(ports: Ports, mend: Mend): Ports {
  function read<T>(codec: Codec<T>, body: Uint8Array) {
    let [result, mended] = [ports.reader.read(codec, body), body]
    for (let tried = 0; tried < most && !result.ok; tried++) {
      const next = mend(result.error, mended, codec)
      if (!next) break
      mended = next
      result = ports.reader.read(codec, mended)
    }
    return result
  }
  return { ...ports, reader: { ...ports.reader, read } }
}

/** The provider with a reader that finds fault with valid bodies too. */
export function readingFussily(
  ports: Ports,
  objection: (body: Uint8Array, codec: Codec<unknown>) => CodecError | null,
): Ports {
  function read<T>(codec: Codec<T>, body: Uint8Array) {
    const result = ports.reader.read(codec, body)
    const error = result.ok ? objection(body, codec) : null
    return error ? { ok: false as const, error } : result
  }
  return { ...ports, reader: { ...ports.reader, read } }
}

export interface Run {
  readonly offset: number
  readonly length: number
}

/** Puts other bytes in the place of a run, and corrects the lengths of all vectors around it. */
export function replaced(codec: Codec<unknown>, body: Uint8Array, { offset, length }: Run, by: Uint8Array): Uint8Array {
  const around = vectorsAround(codec, body, offset)
  let [start, end, bytes] = [offset, offset + length, by]
  for (const vector of around.toReversed()) {
    const from = vector.offset + vector.length
    const content = joined(body.subarray(from, start), bytes, body.subarray(end, from + vector.content))
    bytes = joined(lengthHeader(content.length), content)
    start = vector.offset
    end = from + vector.content
  }
  return joined(body.subarray(0, start), bytes, body.subarray(end))
}

/** The length headers of the vectors that a byte lies in, outermost first, each with the length that it says. */
export function vectorsAround(codec: Codec<unknown>, body: Uint8Array, at: number): (Run & { content: number })[] {
  return spans(codec, body).spans.flatMap(({ type, offset, length }) => {
    if (type !== 'length') return []
    const content = numberAt(body, offset, length)
    const from = offset + length
    return from <= at && at < from + content ? [{ offset, length, content }] : []
  })
}

/** A number in the bits behind a length's prefix. */
export function numberAt(body: Uint8Array, offset: number, size: number): number {
  return body.subarray(offset, offset + size).reduce((sum, byte, i) => sum * 256 + (i === 0 ? byte & 0x3f : byte), 0)
}

function joined(...runs: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(runs))
}

/** Changes the bytes of the field at a path; as it was where the structure has none there. */
export function replacedAt(
  codec: Codec<unknown>,
  body: Uint8Array,
  path: string,
  change: (field: Uint8Array) => ArrayLike<number>,
): Uint8Array {
  const field = spans(codec, body).spans.find((span) => span.path === path && span.type !== 'length')
  if (!field) return body
  const header = spans(codec, body).spans.find((span) => span.path === path && span.type === 'length')
  const changed = Uint8Array.from(change(body.subarray(field.offset, field.offset + field.length)))
  if (!header) return replaced(codec, body, field, changed)
  const run = { offset: header.offset, length: header.length + field.length }
  return replaced(codec, body, run, joined(lengthHeader(changed.length), changed))
}

import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arbitrary } from './arbitrary.js'
import { decode, encode, fromJson, malformations, spans, toJson, tryDecode } from '../src/codec/index.js'
import type { Codec } from '../src/codec/index.js'
import { structures } from '../src/wire/index.js'
import { drafts } from '../src/drafts/ids.js'

/** Each declaration once, under the first draft that has it. */
const all = new Map<Codec<unknown>, string>()
for (const draft of drafts) {
  for (const [name, codec] of Object.entries(structures(draft))) {
    if (!all.has(codec)) all.set(codec, `${draft} ${name}`)
  }
}

/** Valid bytes with a few of them changed: they get further into a structure than random ones. */
function damaged(codec: Codec<unknown>): fc.Arbitrary<Uint8Array> {
  const changes = fc.array(fc.tuple(fc.nat(1000), fc.nat(255)), { minLength: 1, maxLength: 3 })
  return fc.tuple(arbitrary(codec), changes).map(([value, places]) => {
    const bytes = encode(codec, value)
    for (const [at, byte] of places) if (bytes.length > 0) bytes[at % bytes.length] = byte
    return bytes
  })
}

describe.each([...all].map(([codec, name]) => ({ name, codec })))('$name', ({ codec }) => {
  const values = arbitrary(codec)

  it('reads what it writes, and writes what it read', () => {
    fc.assert(
      fc.property(values, (value) => {
        const bytes = encode(codec, value)
        const read = decode(codec, bytes)
        expect(isDeepStrictEqual(read, value)).toBe(true)
        expect(Buffer.compare(encode(codec, read), bytes)).toBe(0)
        const back = fromJson(codec, JSON.parse(JSON.stringify(toJson(codec, read))))
        expect(isDeepStrictEqual(back, read)).toBe(true)
        const covered = spans(codec, bytes).spans.reduce((at, span) => (span.offset === at ? at + span.length : NaN), 0)
        expect(covered).toBe(bytes.length)
      }),
      { numRuns: 20 },
    )
  })

  it('refuses every malformation with the code, path and offset that it should have', () => {
    fc.assert(
      fc.property(values, (value) => {
        for (const { bytes, expected, what, family } of malformations(codec, encode(codec, value))) {
          const read = tryDecode(codec, bytes)
          const got = read.ok ? 'accepted' : { code: read.error.code, path: read.error.path, offset: read.error.offset }
          expect({ what, family, got }).toEqual({ what, family, got: expected })
        }
      }),
      { numRuns: 3 },
    )
  })

  it('answers any bytes with a value or a CodecError', () => {
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), damaged(codec)), (bytes) => {
        const read = tryDecode(codec, bytes)
        if (read.ok) expect(Buffer.compare(encode(codec, read.value), bytes)).toBe(0)
        else expect(read.error.offset).toBeLessThanOrEqual(bytes.length)
      }),
      { numRuns: 40 },
    )
  })
})

import { type Codec, describe, encode } from '../../src/codec/index.js'
import { top } from './place.js'
import { baseOf, type Variant, variantsOf } from './values.js'

/** A valid value and its bytes. */
export interface Encoding extends Variant {
  readonly bytes: Uint8Array
}

const known = new WeakMap<Codec<unknown>, readonly Encoding[]>()

/** The plain value of a structure, then all its variants, encoded. */
export function encodingsOf(codec: Codec<unknown>): readonly Encoding[] {
  const before = known.get(codec)
  if (before) return before
  const shape = describe(codec)
  const base = baseOf(shape, top)
  const plain: Variant = { id: 'plain', path: '', value: base, comment: 'an ordinary value', flags: ['Plain'] }
  const encodings = [plain, ...variantsOf(shape, base, top)].map((one) => ({ ...one, bytes: encode(codec, one.value) }))
  known.set(codec, encodings)
  return encodings
}

/** The encoding of the variant with this id, or undefined where there is none. */
export function encodingOf(codec: Codec<unknown>, id = 'plain'): Uint8Array | undefined {
  return encodingsOf(codec).find((one) => one.id === id)?.bytes
}

/** The cases of one structure in one draft. */
import { type Codec, decode, describe, encode, hexText, toJson } from '../../src/codec/index.js'
import type { Draft } from '../../src/drafts/ids.js'
import { structures } from '../../src/wire/index.js'
import type { VectorCase } from '../types.js'
import { top } from './place.js'
import { baseOf, type Variant, variantsOf } from './values.js'

/** @throws RangeError for a structure that the draft does not have */
export function casesOf(draft: Draft, struct: string): VectorCase[] {
  const codec = structures(draft)[struct]
  if (!codec) throw new RangeError(`draft ${draft} has no structure ${struct}`)
  return valid(codec)
}

function valid(codec: Codec<unknown>): VectorCase[] {
  const shape = describe(codec)
  const base = baseOf(shape, top)
  const plain: Variant = { id: 'plain', path: '', value: base, comment: 'an ordinary value', flags: ['Plain'] }
  return [plain, ...variantsOf(shape, base, top)].slice(0, 3).map(({ id, comment, flags, value }) => {
    const bytes = encode(codec, value)
    return { id, comment, flags, bytes: hexText(bytes), result: 'valid', value: toJson(codec, decode(codec, bytes)) }
  })
}

/** What another draft encodes, read in this one: refused, or taken for something else. */
import { type Codec, decode, hexText, toJson, tryDecode } from '../../src/codec/index.js'
import type { Json } from '../../src/codec/json.js'
import { type Draft, drafts } from '../../src/drafts/ids.js'
import { structures } from '../../src/wire/index.js'
import type { VectorCase } from '../types.js'
import { encodingsOf } from './encodings.js'
import { refused } from './malformed.js'

/** So many values of another draft, the plain one and its arms, are tried. */
const TRIED = 16

export function otherDraftCases(draft: Draft, struct: string, codec: Codec<unknown>): VectorCase[] {
  return drafts.flatMap((other) => {
    const foreign = structures(other)[struct]
    return other === draft || !foreign || foreign === codec ? [] : casesFrom(other, foreign, codec)
  })
}

function casesFrom(other: Draft, foreign: Codec<unknown>, codec: Codec<unknown>): VectorCase[] {
  const values = encodingsOf(foreign).filter(({ flags }) => flags.includes('Plain') || flags.includes('EnumArm'))
  return values.slice(0, TRIED).flatMap(({ id, bytes }): VectorCase[] => {
    const read = tryDecode(codec, bytes)
    const name = `draft-${other}/${id}`
    const comment = `as draft ${other} encodes it`
    if (!read.ok) return [refused(codec, name, comment, ['OtherDraft'], bytes)]
    const [here, there] = [toJson(codec, read.value), toJson(foreign, decode(foreign, bytes))]
    if (JSON.stringify(unnamed(here)) === JSON.stringify(unnamed(there))) return []
    const taken = `${comment}; here the same bytes say something else`
    return [{ id: name, comment: taken, flags: ['OtherDraft'], bytes: hexText(bytes), result: 'valid', value: here }]
  })
}

/** A value without the names of its fields, some of which drafts only spell in another way. */
function unnamed(value: Json): Json {
  if (typeof value !== 'object' || value === null) return value
  return Object.values(value).map(unnamed)
}

/** The cases of one structure in one draft. */
import { type Codec, decode, hexText, toJson } from '../../src/codec/index.js'
import type { Draft } from '../../src/drafts/ids.js'
import { structures, type Structures } from '../../src/wire/index.js'
import type { VectorCase } from '../types.js'
import { ambiguousCases, disputed } from './ambiguous.js'
import { boundaryCases } from './boundaries.js'
import { type Bounds, type Candidate, choose, depthOf, fieldKey } from './choose.js'
import { type Encoding, encodingsOf } from './encodings.js'
import { largeCases } from './large.js'
import { malformedCases, type Sound } from './malformed.js'
import { mistakeCases } from './mistakes.js'
import { otherDraftCases } from './other-drafts.js'
import { heldToProse, isSound } from '../prose.js'

const full: Bounds = { most: 44, size: 7_000, own: 4 }
/** For a structure that is there under another name too. */
const alias: Bounds = { most: 14, size: 3_000, own: 1 }

/** Faults are put into so many values, the plain one and its arms. */
const ARMS = 24

/** @throws RangeError for a structure that the draft does not have */
export function casesOf(draft: Draft, struct: string): VectorCase[] {
  const table = structures(draft)
  const codec = table[struct]
  if (!codec) throw new RangeError(`draft ${draft} has no structure ${struct}`)
  const bounds = isAlias(table, struct, codec) ? alias : full
  const encodings = choose(
    encodingsOf(codec).map((one) => asCandidate(codec, one)),
    bounds,
  )
  const open = ambiguousCases(draft, struct, codec)
  const cases = [
    ...open,
    ...encodings.map((encoding) => readable(codec, struct, encoding)),
    ...largeCases(draft, struct, codec),
    ...boundaryCases(codec, encodings),
    ...malformedCases(codec, soundsAmong(encodings), { ...bounds, own: 1 }),
    ...mistakeCases(struct, codec),
    ...otherDraftCases(draft, struct, codec),
  ]
  const seen = new Set<string>()
  const distinct = cases.filter(({ bytes }) => !seen.has(bytes) && seen.add(bytes))
  return [...distinct.slice(open.length), ...distinct.slice(0, open.length)].map((one) => heldToProse(codec, one))
}

function isAlias(table: Structures, struct: string, codec: Codec<unknown>): boolean {
  return Object.entries(table).find(([, same]) => same === codec)?.[0] !== struct
}

/** Every arm counts as a field of its own, a step further out. The value takes about twice as much as the bytes. */
function asCandidate(codec: Codec<unknown>, encoding: Encoding): Encoding & Candidate {
  const { id, path, flags, bytes } = encoding
  const isArm = flags.includes('EnumArm')
  const [key, depth] = isArm ? [fieldKey(id), depthOf(path) - 1] : [fieldKey(path), depthOf(path)]
  return { ...encoding, key, depth, size: 6 * bytes.length + 200, isOpen: !isSound(codec, encoding.value) }
}

function readable(codec: Codec<unknown>, struct: string, encoding: Encoding): VectorCase {
  const { id, comment, bytes } = encoding
  const why = disputed(struct, id)
  const flags = why ? [...encoding.flags, why] : encoding.flags
  const value = toJson(codec, decode(codec, bytes))
  return { id, comment, flags, bytes: hexText(bytes), result: why ? 'ambiguous' : 'valid', value }
}

function soundsAmong(encodings: readonly Encoding[]): Sound[] {
  return encodings
    .filter(({ flags }) => flags.includes('Plain') || flags.includes('EnumArm'))
    .slice(0, ARMS)
    .map(({ id, bytes }) => ({ prefix: id === 'plain' ? '' : `${id}/`, bytes }))
}

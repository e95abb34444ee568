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

const full: Bounds = { most: 48, size: 9_000, fewest: 12 }
/** For a structure that is there under another name too. */
const alias: Bounds = { most: 14, size: 4_000, fewest: 6 }

/** Faults are put into so many values, the plain one and its arms. */
const ARMS = 16

/** @throws RangeError for a structure that the draft does not have */
export function casesOf(draft: Draft, struct: string): VectorCase[] {
  const table = structures(draft)
  const codec = table[struct]
  if (!codec) throw new RangeError(`draft ${draft} has no structure ${struct}`)
  const bounds = isAlias(table, struct, codec) ? alias : full
  const encodings = choose(encodingsOf(codec).map(asCandidate), bounds)
  const open = ambiguousCases(draft, struct, codec)
  const cases = [
    ...open,
    ...encodings.map((encoding) => readable(codec, struct, encoding)),
    ...largeCases(draft, struct, codec),
    ...boundaryCases(codec, encodings),
    ...malformedCases(codec, soundsAmong(encodings), bounds),
    ...mistakeCases(struct, codec),
    ...otherDraftCases(draft, struct, codec),
  ]
  const seen = new Set<string>()
  const distinct = cases.filter(({ bytes }) => !seen.has(bytes) && seen.add(bytes))
  return [...distinct.slice(open.length), ...distinct.slice(0, open.length)]
}

function isAlias(table: Structures, struct: string, codec: Codec<unknown>): boolean {
  return Object.entries(table).find(([, same]) => same === codec)?.[0] !== struct
}

/** Every arm counts as a field of its own. The value takes about twice as much as the bytes. */
function asCandidate(encoding: Encoding): Encoding & Candidate {
  const { id, path, flags, bytes } = encoding
  const key = fieldKey(flags.includes('EnumArm') ? id : path)
  return { ...encoding, key, depth: depthOf(path), size: 6 * bytes.length + 200 }
}

function readable(codec: Codec<unknown>, struct: string, { id, comment, flags, bytes }: Encoding): VectorCase {
  const value = toJson(codec, decode(codec, bytes))
  const shared = { id, comment, bytes: hexText(bytes), value }
  const why = disputed(struct, id)
  return why ? { ...shared, flags: [...flags, why], result: 'ambiguous' } : { ...shared, flags, result: 'valid' }
}

function soundsAmong(encodings: readonly Encoding[]): Sound[] {
  return encodings
    .filter(({ flags }) => flags.includes('Plain') || flags.includes('EnumArm'))
    .slice(0, ARMS)
    .map(({ id, bytes }) => ({ prefix: id === 'plain' ? '' : `${id}/`, bytes }))
}

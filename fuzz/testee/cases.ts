/** The cases of one structure: its vectors, then generated values and what is malformed about them. */
import { encode, hexBytes, hexText, toJson, type Codec } from '../../src/codec/index.js'
import { elementMalformations, fieldMalformations, type Malformation } from '../../src/codec/malformations.js'
import type { Draft } from '../../src/drafts/ids.js'
import { openQuestion } from '../../vectors/open-questions.js'
import { heldToProse } from '../../vectors/prose.js'
import type { VectorCase, VectorFile } from '../../vectors/types.js'
import { generateSane } from '../sane.js'
import { baseOf } from '../mutate/index.js'
import { Random } from '../random.js'
import { directions, type Case } from './case.js'

/** A structure whose codec is judged. */
export interface Subject {
  readonly draft: Draft
  readonly struct: string
  readonly codec: Codec<unknown>
}

export function* vectorCases({ draft, struct }: Subject, files: readonly VectorFile[]): Generator<Case, void> {
  for (const file of files.filter((one) => one.draft === draft && one.struct === struct)) {
    for (const vector of file.cases) {
      for (const op of directions(vector)) yield { draft, struct, op, source: 'vector', vector }
    }
  }
}

/** Elements of a value that are each made malformed once. */
const MALFORMED = 8

/**
 * Values, each in both directions, and malformations of some of its elements.
 * The same for the same structure and seed, whatever else is judged.
 */
export function* generatedCases(
  { draft, struct, codec }: Subject,
  { seed, runs }: { readonly seed: number; readonly runs: number },
): Generator<Case, void> {
  for (let run = 0; run < runs; run++) {
    const random = new Random((seed ^ nameHash(`${draft} ${struct}`)) >>> 0, run)
    const value = generateSane(codec, random)
    const bytes = encode(codec, value)
    const vector = validVector(`generated-${run}`, bytes, codec, value)
    const source = 'generated'
    for (const op of directions(vector)) yield { draft, struct, op, source, vector }
    for (const malformation of malformationsOf(codec, bytes, random)) {
      const { family, path } = malformation
      const origin = { bytes: vector.bytes, family, path }
      yield { draft, struct, op: 'decode', source, vector: invalidVector(codec, vector.id, malformation), origin }
    }
  }
}

export function validVector(id: string, bytes: Uint8Array, codec: Codec<unknown>, value: unknown): VectorCase {
  return heldToProse(codec, {
    id,
    comment: 'a generated value',
    flags: [],
    bytes: hexText(bytes),
    result: 'valid',
    value: toJson(codec, value),
  })
}

/** A malformation, ambiguous where no draft says that it is one. */
export function invalidVector(codec: Codec<unknown>, id: string, malformation: Malformation): VectorCase {
  const { family, path, bytes, expected, what } = malformation
  const at = path === '' ? '' : ` at ${path}`
  const comment = `${what}${at}`
  return refusable(codec, { id: `${id}.${family}`, comment, flags: [family], bytes: hexText(bytes), error: expected })
}

/** Bytes that our codec refuses, ambiguous where no draft says that they have to be. */
export function refusable(
  codec: Codec<unknown>,
  one: Pick<VectorCase, 'id' | 'comment' | 'flags' | 'bytes'> & Required<Pick<VectorCase, 'error'>>,
): VectorCase {
  const reading = openQuestion(codec, hexBytes(one.bytes) ?? new Uint8Array(), one.error)
  return reading === null
    ? heldToProse(codec, { ...one, result: 'invalid' })
    : { ...one, flags: [...one.flags, reading], result: 'ambiguous' }
}

function* malformationsOf(codec: Codec<unknown>, bytes: Uint8Array, random: Random): Generator<Malformation, void> {
  const base = baseOf(codec, bytes)
  if (!base) return
  yield* fieldMalformations(base.root, bytes, 'trailing-bytes', '')
  for (let count = 0; count < MALFORMED; count++) {
    const possible = elementMalformations(random.pick(base.elements), bytes)
    if (possible.length > 0) yield random.pick(possible)
  }
}

/** FNV-1a. */
function nameHash(name: string): number {
  let hash = 0x811c9dc5
  for (const byte of Buffer.from(name)) hash = Math.imul(hash ^ byte, 0x01000193)
  return hash >>> 0
}

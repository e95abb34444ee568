import fc from 'fast-check'
import { describe, encode, type Codec, type Member, type Shape } from '../src/codec/index.js'
import { armNumbers, lenient } from './generate.js'
import { extremes, LENGTHS, UINT64 } from './interesting.js'
import { chosenArm, needsScope, type Scope, type StructValue } from '../src/codec/select.js'

/** Long enough to cross from one-byte to two-byte lengths. */
const MAX_BYTES = 80
const MAX_ELEMENTS = 3
/** Below so many recursive structures, vectors are empty and optionals absent. */
const MAX_RECURSION = 2

/** Valid values of a declared structure, of bounded size. */
export function arbitrary<T>(codec: Codec<T>): fc.Arbitrary<T> {
  return valuesOf(describe(codec), { outer: null, recursion: 0 }).filter((value) => isValue(codec, value))
}

/** @throws CodecError for what cannot be written: such a value is a mistake of ours, not one to be passed over */
function isValue<T>(codec: Codec<T>, value: unknown): value is T {
  const untyped: Codec<unknown> = codec
  encode(untyped, value)
  return true
}

interface Place {
  readonly outer: Scope | null
  readonly recursion: number
}

function valuesOf(shape: Shape, place: Place): fc.Arbitrary<unknown> {
  const last = place.recursion > MAX_RECURSION
  switch (shape.kind) {
    case 'uint':
      return shape.bytes === 8
        ? seldom(fc.bigInt({ min: 0n, max: (1n << 64n) - 1n }), UINT64)
        : seldom(fc.nat(2 ** (8 * shape.bytes) - 1), extremes(shape.bytes))
    case 'registry':
      return numbersOf(Object.values(shape.names), shape.bytes)
    case 'enum':
      return fc.constantFrom(...Object.keys(shape.names).filter((name) => !shape.reserved.includes(name)))
    case 'opaque':
      return seldom(bytes(0, MAX_BYTES), boundaryBytes.slice(0, SHORT), boundaryBytes.slice(SHORT))
    case 'fixed':
      return bytes(shape.length, shape.length)
    case 'utf8':
      return seldom(
        fc.string({ unit: 'grapheme', maxLength: MAX_BYTES / 2 }),
        boundaryTexts.slice(0, SHORT),
        boundaryTexts.slice(SHORT),
      )
    case 'optional':
      return last ? fc.constant(null) : fc.option(valuesOf(shape.element, place), { nil: null })
    case 'vector':
      return fc.array(last ? fc.constant(null) : valuesOf(shape.element, place), { maxLength: last ? 0 : MAX_ELEMENTS })
    case 'oneOrMore':
      return fc.array(valuesOf(shape.element, place), { minLength: 1, maxLength: MAX_ELEMENTS })
    case 'struct':
      return membersOf(fc.constant({}), shape.members, place)
    case 'lazy':
      return valuesOf(shape.target(), { ...place, recursion: place.recursion + 1 })
    default: {
      const keeps = (value: unknown) => shape.rule(value) === null
      const values = valuesOf(shape.inner, place)
      return values.map((value) => lenient(value).find(keeps) ?? value).filter(keeps)
    }
  }
}

/** One of the values at a boundary in some of the cases; in a few, one that is dear. */
function seldom<T>(usual: fc.Arbitrary<T>, boundaries: readonly T[], dear: readonly T[] = []): fc.Arbitrary<T> {
  const rarely = dear.length === 0 ? [] : [{ weight: 1, arbitrary: fc.constantFrom(...dear) }]
  return fc.oneof(
    { weight: 480, arbitrary: usual },
    { weight: 20, arbitrary: fc.constantFrom(...boundaries) },
    ...rarely,
  )
}

/** Of every length at which a header grows: to two bytes, and to four. */
const boundaryBytes = LENGTHS.map((length) => new Uint8Array(length).fill(0xc0))
const boundaryTexts = LENGTHS.map((length) => 'é'.repeat(length >> 1) + 'x'.repeat(length & 1))
const SHORT = LENGTHS.filter((length) => length <= 64).length

/** Mostly the numbers that mean something. */
function numbersOf(known: readonly number[], width: number): fc.Arbitrary<number> {
  const any = fc.nat(2 ** (8 * width) - 1)
  return known.length === 0
    ? any
    : fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...known) }, { weight: 1, arbitrary: any })
}

function bytes(minLength: number, maxLength: number): fc.Arbitrary<Uint8Array> {
  return fc.uint8Array({ minLength, maxLength })
}

function membersOf(
  soFar: fc.Arbitrary<StructValue>,
  members: readonly Member[],
  place: Place,
): fc.Arbitrary<StructValue> {
  let values = soFar
  for (const member of members) {
    const before = values
    if (member.kind === 'select') {
      values = before
        .filter((value) => chosenArm(member, value, place.outer) !== undefined)
        .chain((value) => membersOf(fc.constant(value), chosenArm(member, value, place.outer) ?? [], place))
      continue
    }
    const { name, shape } = member
    const allowed = armNumbers(name, members)
    const contentIn = (inside: Place) => (allowed ? fc.constantFrom(...allowed) : valuesOf(shape, inside))
    values = needsScope(shape)
      ? before.chain((value) =>
          contentIn({ ...place, outer: { value, outer: place.outer } }).map((content) => ({
            ...value,
            [name]: content,
          })),
        )
      : fc.tuple(before, contentIn(place)).map(([value, content]) => ({ ...value, [name]: content }))
  }
  return values
}

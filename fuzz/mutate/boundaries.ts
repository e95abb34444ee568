/** Every unusual value of an element, in a fixed order: what chance would have to be waited for. */
import type { Shape } from '../../src/codec/index.js'
import type { Scope } from '../../src/codec/select.js'
import { concat } from '../../src/codec/splice.js'
import { generator } from '../generate.js'
import { extremes, LENGTHS, UINT64 } from '../interesting.js'
import { Random } from '../random.js'

/** A value, made only when it is wanted: some are long. */
export interface Boundary {
  /** In words, after "becomes". */
  readonly what: string
  value(): unknown
}

/** Where a length header grows, where a byte or two hold no length any more. */
const lengths = [...LENGTHS, 255, 256, 65_536].toSorted((a, b) => a - b)

/** What stands behind the bytes that are there, for who takes them for text. */
const endings = [
  { ending: '\u{1f600}', what: 'ending in a character beyond the Basic Multilingual Plane' },
  { ending: '\u0000', what: 'ending in NUL' },
]

/** So many elements in a list that is to be long. */
const MANY = 64

/**
 * Values at the boundaries of what an element can be. The same shape has the same ones at the same places, so that one can
 * be named by its number.
 * @param value that it has now, of which as much is kept as fits
 */
export function boundaries(shape: Shape, value: unknown, outer: Scope | null): Boundary[] {
  switch (shape.kind) {
    case 'uint': {
      const numbers: readonly (number | bigint)[] = shape.bytes === 8 ? UINT64 : extremes(shape.bytes)
      return numbers.map((number) => ({ value: () => number, what: `${number}` }))
    }
    case 'registry': {
      const known = Object.entries(shape.names).map(([name, number]) => ({
        value: () => number,
        what: `${number}, ${name}`,
      }))
      const others = extremes(shape.bytes).filter((number) => !Object.values(shape.names).includes(number))
      return [...known, ...others.map((number) => ({ value: () => number, what: `${number}, which is not assigned` }))]
    }
    case 'enum': {
      const names = Object.keys(shape.names).filter((name) => !shape.reserved.includes(name))
      return names.map((name) => ({ value: () => name, what: name }))
    }
    case 'opaque':
      return [
        ...lengths.map((length) => ({ value: () => resized(value, length), what: `${length} bytes` })),
        ...endings.map(({ ending, what }) => ({
          value: () => joined(value, Buffer.from(ending)),
          what: `bytes ${what}`,
        })),
        { value: () => joined(value, Uint8Array.of(0xe9)), what: 'bytes ending in e9, which is no UTF-8' },
      ]
    case 'fixed':
      return [0x00, 0xff].map((byte) => ({
        value: () => new Uint8Array(shape.length).fill(byte),
        what: `${shape.length} bytes ${byte.toString(16).padStart(2, '0')}`,
      }))
    case 'utf8':
      return [
        ...lengths.map((length) => ({ value: () => 'a'.repeat(length), what: `a text of ${length} bytes` })),
        { value: () => 'Zoë \0 \u{10ffff}', what: 'a text with NUL and characters of all sizes' },
      ]
    case 'optional':
      return [
        { value: () => null, what: 'absent' },
        { value: () => value ?? generator(shape.element)(new Random(0), outer), what: 'present' },
      ]
    case 'vector':
    case 'oneOrMore':
      return Array.isArray(value) ? lists(shape.element, value, outer) : []
    case 'struct':
      return []
    case 'lazy':
      return boundaries(shape.target(), value, outer)
    default:
      return boundaries(shape.inner, value, outer)
  }
}

/** Letters at its end, so that what was a name or a URI still is one. */
function resized(value: unknown, length: number): Uint8Array {
  const bytes = new Uint8Array(length).fill(0x61)
  if (value instanceof Uint8Array) bytes.set(value.subarray(0, length))
  return bytes
}

function joined(value: unknown, ending: Uint8Array): Uint8Array {
  return value instanceof Uint8Array ? concat(value, ending) : Uint8Array.from(ending)
}

function lists(element: Shape, elements: readonly unknown[], outer: Scope | null): Boundary[] {
  const make = (seed: number): unknown => generator(element)(new Random(seed), outer)
  const first = () => elements[0] ?? make(0)
  const many = () => Array.from({ length: MANY }, (_, at) => elements[at % Math.max(1, elements.length)] ?? first())
  return [
    { value: () => [], what: 'a list of none' },
    { value: () => elements.slice(0, 1), what: 'a list of one' },
    { value: () => [...elements, make(1)], what: 'the list with another element at its end' },
    { value: () => [make(2), ...elements], what: 'the list with another element at its beginning' },
    { value: () => [...elements, first()], what: 'the list with its first element again at its end' },
    { value: () => elements.toReversed(), what: 'the same list reversed' },
    { value: () => [...elements, make(3), make(4), make(5)], what: 'the list with three more elements' },
    { value: many, what: `a list of ${MANY}` },
  ]
}

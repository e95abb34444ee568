/** Values that an element may well have and seldom does. */
import type { Shape } from '../../src/codec/index.js'
import type { Scope } from '../../src/codec/select.js'
import { generator } from '../generate.js'
import { extremes, LENGTHS, someBytesOf, someNumber, someTextOf, UINT64 } from '../interesting.js'
import type { Random } from '../random.js'

const utf8 = new TextEncoder()

export interface Proposal {
  readonly value: unknown
  /** In words, after "becomes". */
  readonly what: string
}

/**
 * One unusual value for an element, by chance.
 * @param value that it has now
 * @returns null where nothing but what it has comes into question
 */
export function unusual(shape: Shape, value: unknown, outer: Scope | null, random: Random): Proposal | null {
  switch (shape.kind) {
    case 'uint': {
      const number = shape.bytes === 8 ? random.pick(UINT64) : random.pick(extremes(shape.bytes))
      return { value: number, what: `${number}` }
    }
    case 'registry': {
      const [name, number] = random.pick([...Object.entries(shape.names), ['an unassigned number', null] as const])
      const chosen = number ?? someNumber(random, shape.bytes)
      return { value: chosen, what: `${chosen}, ${name}` }
    }
    case 'enum': {
      const others = Object.keys(shape.names).filter((name) => !shape.reserved.includes(name) && name !== value)
      if (others.length === 0) return null
      const name = random.pick(others)
      return { value: name, what: name }
    }
    case 'opaque': {
      const length = random.pick(LENGTHS)
      // Much of what is opaque is text to whoever reads it: notes, names, URIs.
      return random.below(4) === 0
        ? { value: utf8.encode(someTextOf(random, length)), what: `a text of ${length} bytes` }
        : { value: resized(value, length, random), what: `${length} bytes` }
    }
    case 'fixed':
      return { value: someBytesOf(random, shape.length), what: `${shape.length} other bytes` }
    case 'utf8': {
      const length = random.pick(LENGTHS)
      return { value: someTextOf(random, length), what: `a text of ${length} bytes` }
    }
    case 'optional':
      return value === null
        ? { value: generator(shape.element)(random, outer), what: 'present' }
        : { value: null, what: 'absent' }
    case 'vector':
    case 'oneOrMore':
      return Array.isArray(value) ? unusualList(shape.element, value, outer, random) : null
    case 'struct':
      return { value: generator(shape)(random, outer), what: `another ${shape.name}` }
    case 'lazy':
      return unusual(shape.target(), value, outer, random)
    default:
      return unusual(shape.inner, value, outer, random)
  }
}

/** What is there goes on in other bytes, so that what reads only the beginning still knows it. */
function resized(value: unknown, length: number, random: Random): Uint8Array {
  if (!(value instanceof Uint8Array) || value.length === 0 || value.length > length || random.below(2) === 0)
    return value instanceof Uint8Array && value.length > length
      ? value.subarray(0, length)
      : someBytesOf(random, length)
  const bytes = new Uint8Array(length)
  bytes.set(value)
  bytes.set(someBytesOf(random, length - value.length), value.length)
  return bytes
}

/** Elements of a list that is to be long. */
const MANY = [64, 300] as const

function unusualList(
  element: Shape,
  elements: readonly unknown[],
  outer: Scope | null,
  random: Random,
): Proposal | null {
  const make = () => generator(element)(random, outer)
  const count = elements.length
  const at = random.below(Math.max(1, count))
  switch (random.below(8)) {
    case 0:
      return { value: [], what: 'a list of none' }
    case 1: {
      const wanted = 1 + random.below(3)
      const padded = [...elements, ...Array.from({ length: Math.max(0, wanted - count) }, make)]
      return { value: padded.slice(0, wanted), what: `a list of ${wanted}` }
    }
    case 2: {
      const wanted = random.pick(MANY)
      const more = Array.from({ length: wanted }, (_, i) => (count > 0 ? elements[i % count] : undefined) ?? make())
      return { value: more, what: `a list of ${wanted}` }
    }
    case 3:
      return { value: elements.toReversed(), what: 'the same list reversed' }
    case 4:
      return count === 0 ? null : { value: elements.toSpliced(at, 1), what: `the list without element ${at}` }
    case 5:
      return count === 0
        ? null
        : { value: elements.toSpliced(at, 0, elements[at]), what: `the list with element ${at} twice` }
    case 6:
      return count === 0
        ? null
        : { value: [...elements, elements[at]], what: `the list with element ${at} again at its end` }
    default:
      return { value: elements.toSpliced(at, 0, make()), what: `the list with another element before element ${at}` }
  }
}

/** What a finding is tried with again while it is made smaller. */
import { hexBytes, hexText, type Codec, type Shape } from '../../src/codec/index.js'
import { elementAt, elementPath } from '../../src/codec/walk.js'
import { Random } from '../random.js'
import { apply } from './apply.js'
import { baseOf } from './base.js'
import { fit } from './fit.js'
import type { Mutation } from './mutation.js'

/**
 * Lists of mutations that say less than this one, fewer ones first, then simpler ones. Whoever finds that one of them
 * still shows the finding goes on from that one.
 */
export function* shrink(
  codec: Codec<unknown>,
  bytes: Uint8Array,
  mutations: readonly Mutation[],
): Generator<readonly Mutation[], void> {
  const { length } = mutations
  if (length > 2) {
    yield mutations.slice(0, length >> 1)
    yield mutations.slice(length >> 1)
  }
  if (length > 1) for (let at = 0; at < length; at++) yield mutations.toSpliced(at, 1)
  for (const [at, mutation] of mutations.entries()) {
    const before = apply(codec, bytes, mutations.slice(0, at))
    if (!before) return
    for (const simpler of simplerMutations(codec, before.bytes, mutation)) yield mutations.with(at, simpler)
  }
}

function* simplerMutations(codec: Codec<unknown>, bytes: Uint8Array, mutation: Mutation): Generator<Mutation, void> {
  if (mutation.kind === 'edit') {
    const inserted = hexBytes(mutation.insert) ?? new Uint8Array(0)
    if (inserted.length > 0) yield { ...mutation, insert: hexText(inserted.subarray(0, inserted.length >> 1)) }
    if (mutation.remove > 1) yield { ...mutation, remove: mutation.remove >> 1 }
  } else if (mutation.kind === 'malform') {
    if (mutation.nth > 0) yield { ...mutation, nth: 0 }
  } else {
    const after = apply(codec, bytes, [mutation])
    const base = after && baseOf(codec, after.bytes)
    const element = base && elementAt(base.root, mutation.path)
    if (!element) return
    for (const value of simplerValues(element.shape, element.value)) {
      const fitted = fit(base, element, value, new Random(0))
      if (!fitted || elementPath(fitted.element) !== mutation.path) continue
      if (fitted.replacement.length < mutation.bytes.length / 2)
        yield { ...mutation, bytes: hexText(fitted.replacement), what: `a smaller one than ${mutation.what}` }
    }
  }
}

/** Valid encodings that are smaller than this one, those that lose most first; none larger, none the same. */
export function* simpler(codec: Codec<unknown>, bytes: Uint8Array): Generator<Uint8Array, void> {
  const base = baseOf(codec, bytes)
  if (!base) return
  for (const element of base.elements) {
    for (const value of simplerValues(element.shape, element.value)) {
      const fitted = fit(base, element, value, new Random(0))
      if (fitted && isSmaller(fitted.bytes, bytes)) yield fitted.bytes
    }
  }
}

/** Shorter, or as long and first in order: what is smaller again and again comes to an end. */
function isSmaller(one: Uint8Array, other: Uint8Array): boolean {
  return one.length < other.length || (one.length === other.length && Buffer.compare(one, other) < 0)
}

function* simplerValues(shape: Shape, value: unknown): Generator<unknown, void> {
  switch (shape.kind) {
    case 'uint':
      if (typeof value === 'bigint') yield* [0n, value >> 32n, value >> 1n]
      else if (typeof value === 'number') yield* [0, value >>> 8, value >>> 1]
      break
    case 'registry':
      yield* Object.values(shape.names).slice(0, 1)
      break
    case 'enum':
      yield* Object.keys(shape.names).filter((name) => !shape.reserved.includes(name))
      break
    case 'opaque':
      if (value instanceof Uint8Array) yield* [new Uint8Array(0), ...halves(value), new Uint8Array(value.length)]
      break
    case 'fixed':
      yield new Uint8Array(shape.length)
      break
    case 'utf8':
      if (typeof value === 'string') yield* ['', ...halves(Array.from(value)).map((part) => part.join(''))]
      break
    case 'optional':
      if (value !== null) yield null
      break
    case 'vector':
    case 'oneOrMore':
      if (Array.isArray(value)) yield* shorterLists(value)
      break
    default:
  }
}

function* shorterLists(elements: readonly unknown[]): Generator<readonly unknown[], void> {
  if (elements.length > 0) yield []
  if (elements.length > 2) yield* halves(elements)
  for (let at = 0; at < Math.min(elements.length, 16); at++) yield elements.toSpliced(at, 1)
}

/** The first half, the second, and all but the last. */
function halves<T extends { readonly length: number; slice(from: number, to: number): T }>(list: T): T[] {
  const { length } = list
  return length < 2 ? [] : [list.slice(0, length >> 1), list.slice(length >> 1, length), list.slice(0, length - 1)]
}

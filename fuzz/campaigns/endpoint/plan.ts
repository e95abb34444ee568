/** Everything that one change of a request can be, in an order: what tells most first, each part of it shuffled. */
import { hexText } from '../../../src/codec/index.js'
import { elementMalformations } from '../../../src/codec/malformations.js'
import { type Element, elementPath } from '../../../src/codec/walk.js'
import { boundaries } from '../../mutate/boundaries.js'
import { baseOf, type Mutation } from '../../mutate/index.js'
import type { Random } from '../../random.js'
import type { Input } from './input.js'
import type { Stage } from './stage.js'
import { variations } from './variations.js'

/** Inputs for one site. */
export interface Plan {
  /** Bodies that are malformed, which nothing may come of. */
  readonly malformed: readonly Input[]
  /** The rest of the first part: what is valid, or unusual as HTTP. The values of one field are side by side. */
  readonly unusual: readonly Input[]
  /** Further ones of the same kinds: other places of the same declaration, other faults of the same family. */
  readonly later: readonly Input[]
}

/** Enough of the same to fill what has room for a hundred. */
const many = 110

export function planFor(stage: Stage, random: Random): Plan {
  const { codec, body } = stage.request
  const malformed: Input[] = []
  const unusual: Input[][] = [
    [{ mutations: [] }],
    ...[2, 3, 8, many].map((copies) => [{ mutations: [], copies }]),
    ...variations.map(({ name }) => [{ mutations: [], http: name }]),
  ]
  const later: Input[][] = []
  const base = codec && baseOf(codec, body)
  if (base) {
    const seen = new Set<string>()
    for (const element of base.elements) {
      const place = placeOf(element)
      for (const { mutation, nth } of malformationsOf(element, body)) {
        const isNew =
          nth === 0 && added(seen, `${mutation.kind === 'malform' ? mutation.family : mutation.what} ${place}`)
        const inputs = signedOrNot(stage, { mutations: [mutation] })
        if (isNew) malformed.push(...inputs)
        else later.push(inputs)
      }
      const path = elementPath(element)
      if (element.parent?.trail === element.trail && element.parent) continue
      const isNew = added(seen, `unusual ${place}`)
      const values = [...boundaries(element.shape, element.value, element.outer).keys()]
      const resign = stage.resign !== undefined
      ;(isNew ? unusual : later).push(values.map((nth) => ({ unusual: { path, nth }, mutations: [], resign })))
    }
  }
  return {
    malformed: shuffled(malformed, random),
    unusual: shuffled(unusual, random).flat(),
    later: shuffled(later, random).flat(),
  }
}

function added(seen: Set<string>, key: string): boolean {
  const before = seen.size
  return seen.add(key).size > before
}

/** A server may verify what it has read, or the bytes that came. */
function signedOrNot(stage: Stage, input: Input): Input[] {
  return stage.resign ? [input, { ...input, resign: true }] : [input]
}

/** Names in a path up to which a field is told from others of the same declaration by all of its path. */
const near = 3

/**
 * Where an element is declared: the same declaration is read by the same code wherever it stands deep inside, but not so
 * at the top of a request, nor as the first, second and third of a list.
 */
function placeOf(element: Element): string {
  const path = clipped(elementPath(element))
  if (path.split('.').length <= near) return path
  let top = element
  while (top.parent && !(top.shape.kind === 'struct' && top.shape.name !== '')) top = top.parent
  const above = clipped(elementPath(top))
  const within = path.slice(above.length)
  const list = above.slice(0, above.lastIndexOf(']') + 1)
  return `${list} ${top.shape.kind === 'struct' ? top.shape.name : ''} ${within}`
}

/** Beyond the third all elements of a list are alike. */
function clipped(path: string): string {
  return path.replaceAll(/\d+/g, (index) => String(Math.min(Number(index), 2)))
}

function* malformationsOf(element: Element, body: Uint8Array): Generator<{ mutation: Mutation; nth: number }, void> {
  const counts = new Map<string, number>()
  for (const { family, path } of elementMalformations(element, body)) {
    const key = `${family} ${path}`
    const nth = counts.get(key) ?? 0
    counts.set(key, nth + 1)
    yield { mutation: { kind: 'malform', family, path, nth }, nth }
  }
  for (const mutation of claims(element, body)) yield { mutation, nth: 0 }
}

/** As much of the content as is kept behind a length that is not its own. */
const kept = 16

/** Lengths that no body has: the greatest that can be written, and what readers of QUIC's integers take for one. */
function claims(element: Element, body: Uint8Array): Mutation[] {
  const { shape, end } = element
  if (shape.kind !== 'opaque' && shape.kind !== 'utf8' && shape.kind !== 'vector') return []
  const path = elementPath(element)
  const content = body.subarray(element.body, Math.min(end, element.body + kept))
  const quic = Uint8Array.of(0xc0, 0, 0, 0, 0, 0, 0, content.length)
  return [
    { header: Uint8Array.of(0xbf, 0xff, 0xff, 0xff), what: 'a length of 2^30 - 1 before a few bytes' },
    { header: quic, what: 'a length in eight bytes, as QUIC writes it' },
  ].map(({ header, what }) => ({ kind: 'replace', path, bytes: hexText(header) + hexText(content), what }))
}

export function shuffled<T>(list: readonly T[], random: Random): T[] {
  const keyed = list.map((item) => ({ item, key: random.uint32() }))
  return keyed.toSorted((a, b) => a.key - b.key).map(({ item }) => item)
}

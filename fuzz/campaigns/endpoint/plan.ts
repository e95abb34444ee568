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

/** Inputs for one site, of which those about malformed bodies are kept apart: nothing may come of them. */
export interface Part {
  readonly malformed: readonly Input[]
  /** What is valid, or unusual as HTTP; the values of one field are side by side. */
  readonly unusual: readonly Input[]
}

/**
 * At first the fields at the top of a request, and HTTP; then those deep inside, each declaration once; at last the same
 * at other places, and other faults of the same family.
 */
export type Plan = readonly [near: Part, deep: Part, rest: Part]

/** Enough of the same to fill what has room for a hundred. */
const many = 110

/** @param seen declarations that another site of the same endpoint has in its plan: they are read by the same code */
export function planFor(stage: Stage, seen: Set<string>, random: Random): Plan {
  const { codec, body } = stage.request
  const [near, deep, rest] = [newPart(), newPart(), newPart()]
  near.unusual.push(
    [{ mutations: [] }],
    ...[2, 3, 8, many].map((copies) => [{ mutations: [], copies }]),
    ...variations.map(({ name }) => [{ mutations: [], http: name }]),
  )
  deep.unusual.push(...(stage.objects ?? []).map((object) => [{ object, mutations: [] }]))
  const base = codec && baseOf(codec, body)
  const own = new Set<string>()
  for (const element of base?.elements ?? []) {
    const place = placeOf(element)
    const [part, known] = place.near ? [near, own] : [deep, seen]
    for (const { mutation, nth } of malformationsOf(element, body)) {
      const what = mutation.kind === 'malform' ? mutation.family : mutation.what
      const isNew = nth === 0 && added(known, `${what} ${place.name}`)
      ;(isNew ? part : rest).malformed.push(signedOrNot(stage, { mutations: [mutation] }))
    }
    // A rule or an optional has the path of what it is around, and speaks for it.
    if (element.parent?.trail === element.trail && element.parent) continue
    const path = elementPath(element)
    const resign = stage.resign !== undefined
    const values = [...boundaries(element.shape, element.value, element.outer).keys()]
    const inputs = values.map((nth) => ({ unusual: { path, nth }, mutations: [], resign }))
    ;(added(known, `unusual ${place.name}`) ? part : rest).unusual.push(inputs)
  }
  return [mixed(near, random), mixed(deep, random), mixed(rest, random)]
}

interface Growing {
  readonly malformed: Input[][]
  readonly unusual: Input[][]
}

function newPart(): Growing {
  return { malformed: [], unusual: [] }
}

function mixed({ malformed, unusual }: Growing, random: Random): Part {
  return { malformed: shuffled(malformed, random).flat(), unusual: shuffled(unusual, random).flat() }
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
const nearest = 3

/**
 * Where an element is declared: the same declaration is read by the same code wherever it stands deep inside, but not so
 * at the top of a request, nor as the first, second and third of a list.
 */
function placeOf(element: Element): { name: string; near: boolean } {
  const path = clipped(elementPath(element))
  if (path.split('.').length <= nearest) return { name: path, near: true }
  let top = element
  while (top.parent && !(top.shape.kind === 'struct' && top.shape.name !== '')) top = top.parent
  const above = clipped(elementPath(top))
  const list = above.slice(0, above.lastIndexOf(']') + 1)
  const name = `${list} ${top.shape.kind === 'struct' ? top.shape.name : ''} ${path.slice(above.length)}`
  return { name, near: false }
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

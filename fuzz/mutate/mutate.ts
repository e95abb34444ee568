import { hexText, type Codec, type Shape } from '../../src/codec/index.js'
import { elementMalformations, fieldMalformations } from '../../src/codec/malformations.js'
import { elementPath, type Element } from '../../src/codec/walk.js'
import type { Random } from '../random.js'
import { baseOf, type Base } from './base.js'
import { noise } from './edits.js'
import { fit } from './fit.js'
import type { Mutation } from './mutation.js'
import { unusual } from './unusual.js'

/** Another encoding, of any structure, to take elements from: from the corpus, or recorded on the way. */
export type Others = (random: Random) => { readonly codec: Codec<unknown>; readonly bytes: Uint8Array } | undefined

/** Elements looked at before noise has to do. */
const TRIES = 6

/**
 * Chooses one change of an encoding: a malformation at some field, an unusual value, an element from elsewhere, or noise.
 * Malformed bytes get noise alone, since nobody knows their fields.
 */
export function mutate(codec: Codec<unknown>, bytes: Uint8Array, random: Random, others?: Others): Mutation {
  const base = baseOf(codec, bytes)
  return (base && structural(base, random, others)) ?? noise(bytes, random)
}

/** @returns null where noise has its turn, or where no element that was looked at can be changed so */
function structural(base: Base, random: Random, others: Others | undefined): Mutation | null {
  const kind = random.below(16)
  if (kind >= 14) return null
  for (let tried = 0; tried < TRIES; tried++) {
    const element = someElement(base, random)
    const mutation =
      kind < 6
        ? malformed(base, element, random)
        : ((kind < 8 ? borrowed(base, element, random, others) : null) ?? replaced(base, element, random))
    if (mutation) return mutation
  }
  return null
}

/** Half of them on the way down from the whole, which finds what stands beside long lists; half of them anywhere. */
function someElement({ root, elements }: Base, random: Random): Element {
  if (random.below(2) === 0) return random.pick(elements)
  let element = root
  while (element.children.length > 0 && random.below(4) > 0) element = random.pick(element.children)
  return element
}

/** A malformation of one element. @returns null where it has none */
export function malformed({ root, bytes }: Base, element: Element, random: Random): Mutation | null {
  const possible = elementMalformations(element, bytes)
  if (possible.length === 0) return null
  const { family, path } = random.pick(possible)
  return { kind: 'malform', family, path, nth: random.below(fieldMalformations(root, bytes, family, path).length) }
}

/** An unusual value for one element, with which the whole stays valid. */
export function replaced(base: Base, element: Element, random: Random): Mutation | null {
  const proposal = unusual(element.shape, element.value, element.outer, random)
  const fitted = proposal && fit(base, element, proposal.value, random)
  if (!fitted) return null
  const inner = elementPath(element)
  const path = elementPath(fitted.element)
  const what =
    path === inner ? proposal.what : `one whose ${inner.slice(path.length).replace(/^\./, '')} is ${proposal.what}`
  return { kind: 'replace', path, bytes: hexText(fitted.replacement), what }
}

/** The element of the same shape from another encoding, whatever it does to the whole. */
function borrowed({ bytes }: Base, element: Element, random: Random, others: Others | undefined): Mutation | null {
  const other = others?.(random)
  const from = other && baseOf(other.codec, other.bytes)
  if (!from) return null
  const alike = from.elements.filter(({ shape }) => sameShape(shape, element.shape))
  if (alike.length === 0) return null
  const { start, end, trail, parent } = random.pick(alike)
  const taken = hexText(from.bytes.subarray(start, end))
  if (taken === hexText(bytes.subarray(element.start, element.end))) return null
  if (element.parent?.trail === element.trail || parent?.trail === trail) return null
  return { kind: 'replace', path: elementPath(element), bytes: taken, what: 'that of another encoding' }
}

/** By declaration, or by name where two drafts declare it: those are the splices that tell. */
function sameShape(one: Shape, other: Shape): boolean {
  if (one === other) return true
  return one.kind === 'struct' && other.kind === 'struct' && one.name !== '' && one.name === other.name
}

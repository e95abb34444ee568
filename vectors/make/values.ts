/** Values of any declaration by a systematic walk over it: a plain one, and all that differ from a given one in one thing. */
import { encode, type Member, type Shape } from '../../src/codec/index.js'
import { chosenArm, fieldsOf, needsScope } from '../../src/codec/select.js'
import type { FieldMember } from '../../src/codec/shape.js'
import { componentIds, extensionTypes, proposalTypes } from '../../src/mls/wire/index.js'
import { kindOfField, ownBreach, sample } from '../../src/wire/prose/index.js'
import { contentsOf, type Content } from './contents.js'
import { elementPlace, fieldNameOf, fieldPlace, markOf, type Place, wordOf } from './place.js'

/** A value, and the path of what is unusual about it. */
export interface Variant extends Content {
  readonly path: string
}

/** A structure's value. */
type Fields = Record<string, unknown>
type StructShape = Extract<Shape, { kind: 'struct' }>

/** A vector has two elements where they are no longer than this, else one. */
const LONG_ELEMENT = 24

/** From so many structures inward only what most goes wrong is tried: these structures have vectors of their own. */
const DEEP = 3

/** From so many on vectors are empty, optionals absent, and only enums take other values. */
const DEEPEST = 5

/** Not empty even there: the prose asks for one at least. */
const neverEmpty = ['versions', 'cipher_suites', 'credentials', 'certificates', 'proposals', 'secrets', 'ratchet_tree']

/** The plain value: small, every vector filled, every optional present, the first arm of each select that prose allows. */
export function baseOf(shape: Shape, place: Place): unknown {
  switch (shape.kind) {
    case 'uint': {
      const number = 1 + (markOf(place) % 100) + place.index + rankOf(fieldNameOf(place))
      return shape.bytes === 8 ? BigInt(number) : number
    }
    case 'registry':
      return numberOf(shape.names, place)
    case 'enum':
      return memberOf(shape, place)
    case 'opaque':
      return bytesAt(place)
    case 'fixed':
      return bytesOf(place, shape.length)
    case 'utf8':
      return wordOf(place)
    case 'optional':
      return place.depth < DEEPEST ? baseOf(shape.element, place) : null
    case 'vector': {
      if (place.depth >= DEEPEST && !neverEmpty.includes(fieldNameOf(place))) return []
      const first = elementOf(shape.element, place, 0)
      const isLong = encode({ shape: shape.element }, first).length > LONG_ELEMENT
      return isLong || place.depth >= DEEPEST ? [first] : [first, elementOf(shape.element, place, 1)]
    }
    case 'oneOrMore':
      return [elementOf(shape.element, place, 0)]
    case 'struct':
      return baseOfStruct(shape, place)
    case 'lazy':
      return baseOf(shape.target(), place)
    default:
      return baseThat(shape.inner, place, (value) => shape.rule(value) === null)
  }
}

/** The first value that keeps the rules of prose, or the very first where none near it does. */
function baseOfStruct(shape: StructShape, place: Place): Fields {
  const { value } = rebuilt(shape.members, { given: {}, before: null }, place)
  if (!ownBreach(shape.name, value, place.outer)) return value
  for (const { value: other } of variantsOf(shape, value, place)) {
    if (isStruct(other) && !ownBreach(shape.name, other, place.outer)) return other
  }
  return value
}

/** Numbers of one structure that have to be in an order are, by their names. */
function rankOf(field: string): number {
  if (/^(?:default|count)/.test(field)) return 100
  return /^(?:max|not_after|last)/.test(field) ? 200 : 0
}

/** In a ratchet tree leaves and parents take turns (RFC 9420, 12.4.3.3). */
function memberOf({ names, reserved }: Extract<Shape, { kind: 'enum' }>, { index }: Place): string | undefined {
  if (index % 2 === 1 && Object.hasOwn(names, 'leaf') && Object.hasOwn(names, 'parent')) return 'parent'
  return Object.keys(names).find((name) => !reserved.includes(name))
}

/** What the field has to hold by the prose, else a word. */
function bytesAt(place: Place): Uint8Array {
  const kind = kindOfField(fieldNameOf(place))
  if (!kind) return new TextEncoder().encode(wordOf(place))
  return sample(kind, markOf(place) + place.index, (length) => bytesOf(place, length))
}

function bytesOf(place: Place, length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, i) => (markOf(place) + place.index + i) & 0xff)
}

function elementOf(element: Shape, place: Place, index: number): unknown {
  return baseOf(element, elementPlace(place, index))
}

/** The plain value or, where that will not do, the nearest that does. */
function baseThat(shape: Shape, place: Place, does: (value: unknown) => boolean): unknown {
  const plain = baseOf(shape, place)
  if (does(plain)) return plain
  for (const { value } of variantsOf(shape, plain, place)) if (does(value)) return value
  throw new Error(`${place.path}: no value near the plain one will do`)
}

/** What stands behind these numbers is told elsewhere, and opaque here: those of the private range promise nothing. */
const tellContent: readonly unknown[] = [extensionTypes, componentIds, proposalTypes]

function numberOf(names: Readonly<Record<string, number>>, { index, path }: Place): number {
  if (tellContent.includes(names)) return 0xf001 + index
  const numbers = Object.values(names).toSorted((a, b) => a - b)
  return numbers[path.endsWith(']') ? index : 0] ?? 0xf101 + index
}

/** Everything worth trying that differs from a value in one thing; a new arm is tried out with all its fields. */
export function* variantsOf(shape: Shape, value: unknown, place: Place): Generator<Variant, void> {
  switch (shape.kind) {
    case 'optional':
      if (value === null) return
      yield at(place, { id: 'absent', value: null, comment: 'absent', flags: ['OptionalAbsent'] })
      yield* variantsOf(shape.element, value, place)
      return
    case 'vector':
    case 'oneOrMore':
      if (Array.isArray(value)) yield* vectorVariants(shape, value, place)
      return
    case 'struct':
      if (isStruct(value)) yield* structVariants(shape, value, place)
      return
    case 'lazy':
      yield* variantsOf(shape.target(), value, place)
      return
    case 'refine':
      for (const variant of variantsOf(shape.inner, value, place)) if (shape.rule(variant.value) === null) yield variant
      return
    default:
      if (place.depth >= DEEPEST && shape.kind !== 'enum') return
      for (const content of contentsOf(shape, place.depth < DEEP, kindOfField(fieldNameOf(place))))
        yield at(place, content)
  }
}

function at(place: Place, content: Content): Variant {
  const id = place.path === '' ? content.id : `${place.path}.${content.id}`
  return { ...content, id, path: place.path }
}

function* vectorVariants(
  shape: Extract<Shape, { kind: 'vector' | 'oneOrMore' }>,
  value: readonly unknown[],
  place: Place,
): Generator<Variant, void> {
  const { element } = shape
  const empty = at(place, { id: 'empty', value: [], comment: 'no elements', flags: ['EmptyVector', 'LengthBoundary'] })
  if (shape.kind === 'vector') yield empty
  if (place.depth < DEEP) yield* severalElements(shape, value.length, place)
  const last = value.length - 1
  if (last < 0) return
  for (const variant of variantsOf(element, value[last], elementPlace(place, last))) {
    yield { ...variant, value: value.with(last, variant.value) }
  }
}

function* severalElements(
  { kind, element }: Extract<Shape, { kind: 'vector' | 'oneOrMore' }>,
  usual: number,
  place: Place,
): Generator<Variant, void> {
  const of = (count: number) => Array.from({ length: count }, (_, index) => elementOf(element, place, index))
  const size = encode({ shape: element }, elementOf(element, place, 0)).length
  if (kind === 'vector' && size < 64) {
    const counts = [
      ['from-64', Math.ceil(64 / size)],
      ['below-64', Math.floor(63 / size)],
    ] as const
    for (const [id, count] of counts) {
      const comment = `${count} elements in ${count * size} bytes`
      yield at(place, { id, value: of(count), comment, flags: ['LengthBoundary', 'ManyElements'] })
    }
  }
  for (const count of [1, 2, 3]) {
    if (count === usual) continue
    yield at(place, {
      id: `elements-${count}`,
      value: of(count),
      comment: `${count} element(s)`,
      flags: ['ManyElements'],
    })
  }
}

function isStruct(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function* structVariants(shape: StructShape, value: Fields, place: Place): Generator<Variant, void> {
  const tried = new Set<unknown>()
  rebuilt(shape.members, { given: value, before: value }, place, tried)
  for (const field of fieldsOf(shape.members, value, place.outer, unfit)) {
    yield* fieldVariants(shape, field, value, place, tried)
  }
}

/** Variants of one field, and for each arm that came with one of them, those of its fields. */
function* fieldVariants(
  shape: StructShape,
  field: FieldMember,
  value: Fields,
  place: Place,
  tried: Set<unknown>,
): Generator<Variant, void> {
  const { name } = field
  for (const variant of valuesOf(field, shape.members, value, fieldPlace(place, name, value))) {
    const change = { given: { ...value, [name]: variant.value }, before: value, changed: name }
    const whole = rebuilt(shape.members, change, place, tried)
    if (!whole.fits) continue
    yield { ...variant, value: whole.value }
    for (const fresh of whole.fresh) {
      for (const further of fieldVariants(shape, fresh, whole.value, place, tried)) {
        yield { ...further, id: `${variant.id}/${further.id}` }
      }
    }
  }
}

function valuesOf({ name, shape }: FieldMember, members: readonly Member[], value: Fields, place: Place) {
  const arms = armNumbers(name, members)
  return arms ? arms.map((number) => at(place, armContent(shape, number))) : variantsOf(shape, value[name], place)
}

function armContent(shape: Shape, number: number): Content {
  const names = shape.kind === 'registry' ? shape.names : {}
  const name = Object.entries(names).find(([, known]) => known === number)?.[0]
  return { id: name ?? String(number), value: number, comment: `number ${number}`, flags: ['EnumArm'] }
}

/** The numbers that a field must be one of because a select on it has no other arms. */
function armNumbers(name: string, members: readonly Member[]): number[] | undefined {
  for (const member of members) {
    if (member.kind !== 'select' || member.selector.on !== 'path' || member.otherwise) continue
    const numbers = Object.keys(member.arms).map(Number)
    if (member.selector.path.join('.') === name && numbers.every(Number.isInteger)) return numbers
  }
  return undefined
}

function unfit(path: string, why: string): Error {
  return new Error(`${path}: ${why}`)
}

/** A structure's value with one field changed, and as it was; null where it is made from nothing. */
interface Change {
  readonly given: Fields
  readonly before: Fields | null
  /** The field, where it is of this structure and not of one around it. */
  readonly changed?: string
}

interface Rebuilt {
  readonly value: Fields
  /** Whether every select found an arm. */
  fits: boolean
  /** Fields that stand in an arm, or have a form, that was not tried before. */
  readonly fresh: FieldMember[]
}

/**
 * A structure's value anew: fields are kept where they stand in the same arm as before, others get their plain value.
 * @param tried arms, and forms of fields that depend on structures around them, that had or will have their variants
 * @param around the place before the change
 */
function rebuilt(
  members: readonly Member[],
  { given, before, changed }: Change,
  place: Place,
  tried = new Set<unknown>(),
  around = place,
): Rebuilt {
  const value: Fields = {}
  const result: Rebuilt = { value, fits: true, fresh: [] }
  add(members, before === null)
  return result

  function add(some: readonly Member[], isNew: boolean): void {
    for (const member of some) {
      if (member.kind === 'field') {
        addField(member, isNew, some)
        continue
      }
      const arm = chosenArm(member, value, place.outer)
      if (arm === undefined) {
        result.fits = false
        continue
      }
      add(arm, isNew || before === null || arm !== chosenArm(member, before, around.outer))
      if (tried.has(arm)) continue
      tried.add(arm)
      result.fresh.push(...arm.filter((each) => each.kind === 'field'))
    }
  }

  /** Whether the selects on a field of this content have an arm. */
  function leadsOn(some: readonly Member[], own: Fields, name: string, content: unknown): boolean {
    return some.every((member) => {
      const isOnIt = member.kind === 'select' && member.selector.on === 'path' && member.selector.path[0] === name
      return !isOnIt || chosenArm(member, { ...own, [name]: content }, place.outer) !== undefined
    })
  }

  function addField(field: FieldMember, isNew: boolean, some: readonly Member[]): void {
    const { name, shape } = field
    const inside = fieldPlace(place, name, value)
    if (isNew || before === null || !Object.hasOwn(given, name)) {
      const arms = armNumbers(name, some)
      value[name] = arms ? Math.min(...arms) : baseThat(shape, inside, (content) => leadsOn(some, value, name, content))
      return
    }
    const [kept, was] = [given[name], before[name]]
    if (shape.kind === 'struct' && needsScope(shape) && name !== changed && isStruct(kept) && isStruct(was)) {
      const change = { given: kept, before: was }
      const whole = rebuilt(shape.members, change, inside, undefined, fieldPlace(around, name, before))
      value[name] = whole.value
      const form = `${name} ${Object.keys(whole.value).join(' ')}`
      if (!tried.has(form)) result.fresh.push(field)
      tried.add(form)
    } else {
      value[name] = kept
    }
  }
}

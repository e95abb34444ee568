/**
 * Values of a declaration, made as fast as they are read: each shape is compiled once, and a case costs what its values
 * cost. Lengths, numbers and counts crowd at the boundaries, where codecs go wrong.
 */
import type { Codec, Member, Shape } from '../src/codec/index.js'
import { armTable, needsScope, selectorValue, type Scope, type StructValue } from '../src/codec/select.js'
import type { FieldMember, RefineShape, SelectMember, StructShape } from '../src/codec/shape.js'
import { someBytes, someBytesOf, someCount, someNumber, someText, someUint64 } from './interesting.js'
import { Random } from './random.js'

/** Makes one value; `outer` are the structures around it, for selects that look at them. */
export type Generate = (random: Random, outer: Scope | null) => unknown

/** Makes members; false where a select has no arm for what was made before it. */
type GenerateInto = (random: Random, value: StructValue, outer: Scope | null) => boolean

/** A value that keeps the declaration. Its opaque parts are views of bytes that all values share: copy before changing them. */
export function generate(codec: Codec<unknown>, random: Random): unknown {
  return generator(codec.shape)(random, null)
}

/** What else values have to be than what the declaration has them be. */
export interface Taste {
  /** How a field is made otherwise than by its shape; undefined where it is not. */
  field(name: string, shape: Shape): Generate | undefined
  /** A structure as it should be, made of one that keeps the declaration; null where another one has to be made. */
  finished(name: string, value: StructValue, random: Random, outer: Scope | null): StructValue | null
  /** The same for a list. */
  list(element: Shape, value: unknown[]): unknown[]
  readonly compiled: WeakMap<Shape, Generate>
}

const any: Taste = {
  field: () => undefined,
  finished: (_, value) => value,
  list: (_, value) => value,
  compiled: new WeakMap(),
}

/** The compiled generator of a shape. */
export function generator(shape: Shape, taste = any): Generate {
  const known = taste.compiled.get(shape)
  if (known) return known
  const made = compile(shape, taste)
  taste.compiled.set(shape, made)
  return made
}

/** Below so many structures that contain themselves, vectors are empty and optionals absent. */
const MAX_RECURSION = 3

let recursion = 0

function compile(shape: Shape, taste: Taste): Generate {
  switch (shape.kind) {
    case 'uint': {
      const { bytes } = shape
      return bytes === 8 ? someUint64 : (random) => someNumber(random, bytes)
    }
    case 'registry': {
      const { bytes } = shape
      const known = Object.values(shape.names)
      return known.length === 0
        ? (random) => someNumber(random, bytes)
        : (random) => (random.below(16) > 0 ? random.pick(known) : someNumber(random, bytes))
    }
    case 'enum':
      return anyOf(Object.keys(shape.names).filter((name) => !shape.reserved.includes(name)))
    case 'opaque':
      return someBytes
    case 'fixed': {
      const { length } = shape
      return (random) => someBytesOf(random, length)
    }
    case 'utf8':
      return someText
    case 'optional': {
      const element = generator(shape.element, taste)
      return (random, outer) => (recursion > MAX_RECURSION || random.below(3) === 0 ? null : element(random, outer))
    }
    case 'vector':
      return elementsOf(shape.element, 0, taste)
    case 'oneOrMore':
      return elementsOf(shape.element, 1, taste)
    case 'struct':
      return structOf(shape, taste)
    case 'lazy':
      return lazyOf(shape.target, taste)
    default:
      return refinedOf(shape, taste)
  }
}

function anyOf(values: readonly NonNullable<unknown>[]): Generate {
  return (random) => random.pick(values)
}

function elementsOf(shape: Shape, least: number, taste: Taste): Generate {
  const element = generator(shape, taste)
  const small = isLeaf(shape)
  return (random, outer) => {
    const count = recursion > MAX_RECURSION ? least : Math.max(least, someCount(random, small))
    const elements: unknown[] = []
    for (let i = 0; i < count; i++) elements.push(element(random, outer))
    return taste.list(shape, elements)
  }
}

/** Cheap enough to have very many of it. */
function isLeaf({ kind }: Shape): boolean {
  return kind === 'uint' || kind === 'registry' || kind === 'enum'
}

function lazyOf(target: () => Shape, taste: Taste): Generate {
  let inner: Generate | undefined
  return (random, outer) => {
    inner ??= generator(target(), taste)
    recursion++
    try {
      return inner(random, outer)
    } finally {
      recursion--
    }
  }
}

/** How often something may not fit before it is a mistake of this file. */
const TRIES = 1000

/** Values that some fields are limited to. */
type Limits = ReadonlyMap<string, readonly NonNullable<unknown>[]>

function structOf({ name, members }: StructShape, taste: Taste, limits: Limits = new Map()): Generate {
  const into = membersInto(members, taste, limits)
  return (random, outer) => {
    for (let tried = 0; tried < TRIES; tried++) {
      const value: StructValue = {}
      const made = into(random, value, outer) ? taste.finished(name, value, random, outer) : null
      if (made) return made
    }
    throw new RangeError(`no ${name} was found whose selects have arms`)
  }
}

function membersInto(members: readonly Member[], taste: Taste, limits: Limits): GenerateInto {
  const steps = members.map((member) =>
    member.kind === 'field'
      ? fieldInto(member, taste, limits.get(member.name) ?? armNumbers(member.name, members))
      : selectInto(member, taste),
  )
  return (random, value, outer) => {
    for (const step of steps) if (!step(random, value, outer)) return false
    return true
  }
}

function fieldInto(
  { name, shape }: FieldMember,
  taste: Taste,
  limit: readonly NonNullable<unknown>[] | undefined,
): GenerateInto {
  const content = limit ? anyOf(limit) : (taste.field(name, shape) ?? generator(shape, taste))
  if (needsScope(shape)) {
    return (random, value, outer) => {
      value[name] = content(random, { value, outer })
      return true
    }
  }
  return (random, value) => {
    value[name] = content(random, null)
    return true
  }
}

function selectInto(member: SelectMember, taste: Taste): GenerateInto {
  const arms = armTable(member, (members) => membersInto(members, taste, new Map()))
  return (random, value, outer) => {
    const arm = arms.choose(selectorValue(member, value, outer))
    return arm !== undefined && arm(random, value, outer)
  }
}

/** The numbers that a field must be one of because a select on it has no other arms. */
export function armNumbers(field: string, members: readonly Member[]): number[] | undefined {
  for (const member of members) {
    if (member.kind !== 'select' || member.selector.on !== 'path' || member.otherwise) continue
    const numbers = Object.keys(member.arms).map(Number)
    if (member.selector.path.join('.') === field && numbers.every(Number.isInteger)) return numbers
  }
  return undefined
}

function refinedOf(shape: RefineShape, taste: Taste): Generate {
  const { inner, rule } = shape
  if (inner.kind === 'registry') return anyOf(Object.values(inner.names).filter((number) => rule(number) === null))
  let make: Generate | undefined
  return (random, outer) => {
    make ??= inner.kind === 'struct' ? structOf(inner, taste, learned(inner, shape, taste)) : generator(inner, taste)
    for (let tried = 0; tried < TRIES; tried++) {
      const value = make(random, outer)
      const kept = lenient(value).find((one) => rule(one) === null)
      if (kept !== undefined) return kept
    }
    throw new RangeError('no value was found that keeps a rule')
  }
}

/** How many values are made to learn from. */
const SAMPLES = 300

/** What the enums and registries of a structure were in values that kept its rule: making others would be in vain. */
function learned(inner: StructShape, { rule }: RefineShape, taste: Taste): Limits {
  const limits = new Map<string, number[] | string[]>()
  const random = new Random(0)
  const make = structOf(inner, taste)
  const kept: StructValue[] = []
  for (let i = 0; i < SAMPLES; i++) {
    const value = make(random, null)
    if (isStruct(value) && rule(value) === null) kept.push(value)
  }
  for (const member of inner.members) {
    if (member.kind !== 'field' || (member.shape.kind !== 'enum' && member.shape.kind !== 'registry')) continue
    const values = [...new Set(kept.map((value): unknown => value[member.name]))]
    if (values.every((value) => typeof value === 'number') || values.every((value) => typeof value === 'string'))
      limits.set(member.name, values)
  }
  return limits
}

function isStruct(value: unknown): value is StructValue {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array)
}

/** A value and, should it break a rule of its list, what is more likely to keep it: sorted and unique, shorter, empty. */
export function lenient(value: unknown): unknown[] {
  if (!Array.isArray(value)) return [value]
  const sorted = value.toSorted((a, b) => keyOf(a) - keyOf(b))
  const unique = sorted.filter((one, i) => i === 0 || keyOf(one) !== keyOf(sorted[i - 1]))
  return [value, unique, value.slice(0, 1), []]
}

/** What a list is sorted by: the number, or the first member of the structure. */
function keyOf(value: unknown): number {
  return Number(isStruct(value) ? Object.values(value)[0] : value)
}

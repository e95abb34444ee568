/** How one element gets another value while the whole stays valid. */
import { CodecError, isValid, type Shape } from '../../src/codec/index.js'
import { fieldsOf, type Scope, type StructValue } from '../../src/codec/select.js'
import type { StructShape } from '../../src/codec/shape.js'
import { splice } from '../../src/codec/splice.js'
import type { Element } from '../../src/codec/walk.js'
import { write } from '../../src/codec/write.js'
import { generator } from '../generate.js'
import type { Random } from '../random.js'
import type { Base } from './base.js'

/** An element's new bytes, header included, and the whole around them. */
export interface Fitted {
  readonly element: Element
  readonly replacement: Uint8Array
  readonly bytes: Uint8Array
}

/**
 * Gives an element a value. What depends on it, such as the arm that an enum chooses, is made anew in the smallest
 * element around it that allows the whole to be valid.
 * @returns null where no such element is found
 */
export function fit(base: Base, element: Element, value: unknown, random: Random): Fitted | null {
  let changed = value
  for (let at: Element | null = element; at; at = at.parent) {
    if (at !== element) changed = around(at, changed, innerOf(at, element))
    const fitted = written(base, at, changed) ?? written(base, at, refit(at.shape, changed, at.outer, random))
    if (fitted) return fitted
  }
  return null
}

/** The child through which an element lies in one around it. */
function innerOf(at: Element, element: Element): Element {
  let inner = element
  while (inner.parent && inner.parent !== at) inner = inner.parent
  return inner
}

/** The value of an element in which one child has another value. */
function around({ shape, value, children }: Element, changed: unknown, inner: Element): unknown {
  if (shape.kind === 'struct' && isStruct(value) && inner.trail) return { ...value, [inner.trail.step]: changed }
  if (Array.isArray(value)) {
    const elements: unknown[] = value
    if (shape.kind === 'vector' || shape.kind === 'oneOrMore') return elements.with(children.indexOf(inner), changed)
  }
  return changed
}

function written({ codec, bytes }: Base, element: Element, value: unknown): Fitted | null {
  const outermost = outermostAt(element)
  try {
    const replacement = write(outermost.shape, value, outermost.outer)
    const whole = splice(bytes, outermost, replacement).bytes
    return isValid(codec, whole) ? { element: outermost, replacement, bytes: whole } : null
  } catch (error) {
    if (error instanceof CodecError) return null
    throw error
  }
}

/** Rules, optionals and the like around an element share its path, and are written with it. */
function outermostAt(element: Element): Element {
  let outermost = element
  while (outermost.parent && outermost.parent.trail === outermost.trail) outermost = outermost.parent
  return outermost
}

/** A value that fits the shape: what does in the one given, the rest made anew. */
function refit(shape: Shape, value: unknown, outer: Scope | null, random: Random): unknown {
  switch (shape.kind) {
    case 'struct':
      return isStruct(value) ? refitStruct(shape, value, outer, random) : generator(shape)(random, outer)
    case 'optional':
      return value === null ? null : refit(shape.element, value, outer, random)
    case 'vector':
    case 'oneOrMore':
      if (!Array.isArray(value)) return generator(shape)(random, outer)
      return value.map((element) => refit(shape.element, element, outer, random))
    case 'refine':
      return refit(shape.inner, value, outer, random)
    case 'lazy':
      return refit(shape.target(), value, outer, random)
    default:
      return fits(shape, value) ? value : generator(shape)(random, outer)
  }
}

/** Selects are decided one after the other, each by what the fields before it have become. */
function refitStruct(shape: StructShape, given: StructValue, outer: Scope | null, random: Random): StructValue {
  const value: StructValue = {}
  const unfit = (path: string, why: string) => new CodecError('value-invalid', path, 0, why)
  try {
    for (const { name, shape: inner } of fieldsOf(shape.members, value, outer, unfit)) {
      const scope = { value, outer }
      value[name] = Object.hasOwn(given, name)
        ? refit(inner, given[name], scope, random)
        : generator(inner)(random, scope)
    }
  } catch (error) {
    if (!(error instanceof CodecError)) throw error
  }
  return value
}

function fits(shape: Shape, value: unknown): boolean {
  try {
    write(shape, value)
    return true
  } catch (error) {
    if (error instanceof CodecError) return false
    throw error
  }
}

function isStruct(value: unknown): value is StructValue {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array)
}

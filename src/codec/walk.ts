import { CodecError, formatPath, joinPath, type ErrorCode, type Step } from './error.js'
import { readHeader } from './length.js'
import { MAX_DEPTH } from './read.js'
import { fieldsOf, type Scope, type StructValue } from './select.js'
import { hexText, utf8Text } from './text.js'
import type { EnumShape, Shape, StructShape } from './shape.js'

/** A way through the structure, nearest step first: cheap to extend, written out only when somebody asks. */
interface Trail {
  readonly step: Step
  readonly up: Trail | null
}

/** One element of the bytes. A vector's, opaque's or optional's header is `start` to `body`. */
export interface Element {
  readonly shape: Shape
  readonly trail: Trail | null
  readonly parent: Element | null
  readonly outer: Scope | null
  readonly children: Element[]
  readonly start: number
  body: number
  end: number
  value: unknown
}

/** The path of an element. */
export function elementPath({ trail }: Element): string {
  return trailPath(trail)
}

function trailPath(trail: Trail | null): string {
  const steps: Step[] = []
  for (let here = trail; here; here = here.up) steps.unshift(here.step)
  return formatPath(steps)
}

/** What a walk found: the elements as far as it came, and the fault that stopped it. */
export interface Walked {
  readonly root: Element
  readonly error?: CodecError
}

/** Reads like `read.ts`, slowly, and remembers where everything lies. */
export function walk(shape: Shape, bytes: Uint8Array): Walked {
  const walker = new Walker(bytes, true)
  const root = newElement(shape, null, null, null, 0)
  try {
    walker.fill(root)
    walker.finish()
    return { root }
  } catch (error) {
    if (error instanceof CodecError) return { root, error }
    throw error
  }
}

/** The fault in bytes that the fast reader refused. */
export function diagnose(shape: Shape, bytes: Uint8Array): CodecError {
  const walker = new Walker(bytes, false)
  try {
    walker.fill(newElement(shape, null, null, null, 0))
    walker.finish()
  } catch (error) {
    if (!(error instanceof CodecError)) throw error
    // A broken rule may point into what was read before it: only a walk that remembers knows where that lies.
    return error.code === 'value-invalid' ? (walk(shape, bytes).error ?? error) : error
  }
  throw new Error('the two readers disagree: these bytes were refused and then accepted')
}

function newElement(
  shape: Shape,
  trail: Trail | null,
  parent: Element | null,
  outer: Scope | null,
  start: number,
): Element {
  return { shape, trail, parent, outer, children: [], start, body: start, end: start, value: undefined }
}

class Walker {
  private at = 0
  private end: number
  private depth = 0

  constructor(
    private readonly bytes: Uint8Array,
    private readonly remember: boolean,
  ) {
    this.end = bytes.length
  }

  /** Everything must have been used up. */
  finish(): void {
    const left = this.end - this.at
    if (left > 0) throw new CodecError('trailing-bytes', '', this.at, `expected the end, got ${left} more byte(s)`)
  }

  /** Reads the element that begins here. */
  fill(element: Element): unknown {
    element.value = this.content(element, element.shape, element.outer)
    element.end = this.at
    return element.value
  }

  private child(parent: Element, shape: Shape, step: Step | null, outer: Scope | null): unknown {
    const trail = step === null ? parent.trail : { step, up: parent.trail }
    const element = newElement(shape, trail, this.remember ? parent : null, outer, this.at)
    if (this.remember) parent.children.push(element)
    return this.fill(element)
  }

  private content(element: Element, shape: Shape, outer: Scope | null): unknown {
    switch (shape.kind) {
      case 'uint':
      case 'registry':
        return this.uint(element, shape.bytes)
      case 'enum':
        return this.enum(element, shape)
      case 'opaque':
        return this.take(element, this.header(element))
      case 'fixed':
        return this.take(element, shape.length)
      case 'utf8':
        return this.text(element)
      case 'optional':
        return this.optional(element, shape.element, outer)
      case 'vector':
        return this.vector(element, shape.element, outer)
      case 'oneOrMore':
        return this.elements(element, shape.element, outer, [this.child(element, shape.element, 0, outer)])
      case 'struct':
        return this.struct(element, shape, outer)
      case 'lazy':
        return this.lazy(element, shape.target(), outer)
      default:
        return this.refined(element, shape, outer)
    }
  }

  private fault(code: ErrorCode, element: Element, why: string): CodecError {
    return new CodecError(code, elementPath(element), element.start, why)
  }

  private take(element: Element, size: number): Uint8Array {
    const left = this.end - this.at
    if (size > left) {
      const where = this.end === this.bytes.length ? '' : ' before the enclosing vector ends'
      throw this.fault('truncated', element, `expected ${size} byte(s), got ${left}${where}`)
    }
    const taken = new Uint8Array(this.bytes.buffer, this.bytes.byteOffset + this.at, size)
    this.at += size
    return taken
  }

  private uint(element: Element, size: number): number | bigint {
    const taken = this.take(element, size)
    if (size === 8) return BigInt(`0x${hexText(taken)}`)
    let number = 0
    for (const byte of taken) number = number * 256 + byte
    return number
  }

  private enum(element: Element, { bytes, names, reserved }: EnumShape): string {
    const number = this.uint(element, bytes)
    for (const name in names) if (names[name] === number && !reserved.includes(name)) return name
    const known = Object.entries(names).filter(([name]) => !reserved.includes(name))
    const expected = known.map(([name, value]) => `${name} ${value}`).join(', ')
    throw this.fault('enum-unknown', element, `expected ${expected}, got ${number}`)
  }

  private header(element: Element): number {
    const header = readHeader(this.bytes, this.at, this.end)
    if ('code' in header) throw this.fault(header.code, element, header.why)
    this.at += header.size
    element.body = this.at
    return header.length
  }

  private text(element: Element): string {
    const content = this.take(element, this.header(element))
    const text = utf8Text(content, 0, content.length)
    if (text === undefined)
      throw this.fault('utf8-invalid', element, `expected UTF-8, got ${hexText(content.subarray(0, 32))}`)
    return text
  }

  private optional(element: Element, inner: Shape, outer: Scope | null): unknown {
    const [presence] = this.take(element, 1)
    element.body = this.at
    if (presence === 0) return null
    if (presence !== 1)
      throw this.fault('presence-octet', element, `expected a presence octet of 0 or 1, got ${String(presence)}`)
    return this.child(element, inner, null, outer)
  }

  private vector(element: Element, inner: Shape, outer: Scope | null): unknown {
    const length = this.header(element)
    const { end } = this
    this.end = this.at + length
    const elements = this.elements(element, inner, outer, [])
    this.end = end
    return elements
  }

  private elements(element: Element, inner: Shape, outer: Scope | null, elements: unknown[]): unknown[] {
    while (this.at < this.end) {
      const before = this.at
      elements.push(this.child(element, inner, elements.length, outer))
      if (this.at === before) throw this.fault('value-invalid', element, 'expected elements that have bytes')
    }
    return elements
  }

  private struct(element: Element, shape: StructShape, outer: Scope | null): StructValue {
    const value: StructValue = {}
    const unfit = (path: string, why: string) => this.breach(element, path, why)
    for (const field of fieldsOf(shape.members, value, outer, unfit)) {
      value[field.name] = this.child(element, field.shape, field.name, { value, outer })
    }
    return value
  }

  private lazy(element: Element, target: Shape, outer: Scope | null): unknown {
    if (this.depth >= MAX_DEPTH) {
      throw this.fault('value-invalid', element, `expected at most ${MAX_DEPTH} structures inside each other, got more`)
    }
    this.depth++
    const value = this.child(element, target, null, outer)
    this.depth--
    return value
  }

  private refined(element: Element, shape: Shape & { kind: 'refine' }, outer: Scope | null): unknown {
    const value = this.child(element, shape.inner, null, outer)
    const breach = shape.rule(value)
    if (breach) throw this.breach(element, breach.path ?? '', breach.why)
    return value
  }

  /** A broken rule: the fault lies at `path` from the element, as far as that can be found. */
  private breach(element: Element, path: string, why: string): CodecError {
    const target = joinPath(elementPath(element), path)
    return new CodecError('value-invalid', target, elementAt(element, target)?.start ?? element.start, why)
  }
}

/** The outermost element with this path, at or below an element. */
export function elementAt(from: Element, path: string): Element | undefined {
  const here = elementPath(from)
  if (here === path) return from
  if (!path.startsWith(here)) return undefined
  for (const child of from.children) {
    const found = elementAt(child, path)
    if (found) return found
  }
  return undefined
}

/** Whether an element has a length header over further elements. */
export function isVector({ shape }: Element): boolean {
  return shape.kind === 'vector'
}

/** Every element, outer before inner, in the order of the bytes. */
export function* elementsIn(root: Element): Generator<Element, void> {
  yield root
  for (const child of root.children) yield* elementsIn(child)
}

/** The elements at a path and around it, outer before inner. */
export function* elementsTowards(from: Element, path: string): Generator<Element, void> {
  const here = elementPath(from)
  const next = path.slice(here.length, here.length + 1)
  if (!path.startsWith(here) || (here !== '' && next !== '' && next !== '.' && next !== '[')) return
  yield from
  for (const child of from.children) yield* elementsTowards(child, path)
}

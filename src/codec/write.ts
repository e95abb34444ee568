import { CodecError, formatPath, joinPath, type ErrorCode, type Step } from './error.js'
import { MAX_LENGTH, headerSize } from './length.js'
import { MAX_DEPTH } from './read.js'
import { armTable, needsScope, noArm, selectorPath, selectorValue, type Scope, type StructValue } from './select.js'
import { shown, utf8Bytes } from './text.js'
import type { EnumShape, Member, Shape, StructShape, Width } from './shape.js'

/** Runs up to here are copied faster byte by byte than by a call. */
const SHORT = 48

/** A buffer that grows as it is written to. */
export class Output {
  bytes = new Uint8Array(4096)
  at = 0
  depth = 0

  /** Makes room for so many bytes and returns where they begin. */
  grow(size: number): number {
    const at = this.at
    this.at = at + size
    if (this.at > this.bytes.length) {
      const larger = new Uint8Array(Math.max(this.at, this.bytes.length * 2))
      larger.set(this.bytes)
      this.bytes = larger
    }
    return at
  }

  uint(value: number, size: 1 | 2 | 4): void {
    let at = this.grow(size)
    for (let shift = 8 * (size - 1); shift >= 0; shift -= 8) this.bytes[at++] = value >>> shift
  }

  raw(bytes: Uint8Array): void {
    const { length } = bytes
    const at = this.grow(length)
    const to = this.bytes // only now: it may have been replaced
    if (length > SHORT) to.set(bytes, at)
    else for (let i = 0; i < length; i++) to[at + i] = bytes[i] as number
  }

  length(length: number): void {
    const size = headerSize(length)
    this.uint(size === 1 ? length : size === 2 ? length | 0x4000 : length | 0x80000000, size)
  }

  /** Puts the length header before what was written since `start`. */
  prefixLength(start: number): void {
    const length = this.at - start
    if (length > MAX_LENGTH) throw new Misfit('value-invalid', `expected at most ${MAX_LENGTH} bytes, got ${length}`)
    const size = headerSize(length)
    this.grow(size)
    const { bytes } = this
    if (length > SHORT) bytes.copyWithin(start + size, start, start + length)
    else for (let i = start + length - 1; i >= start; i--) bytes[i + size] = bytes[i] as number
    this.at = start
    this.length(length)
    this.at += length
  }
}

/** A value that does not fit; the path grows while the writers unwind. */
class Misfit extends CodecError {
  readonly steps: Step[] = []

  constructor(code: ErrorCode, why: string, below = '') {
    super(code, below, 0, why)
  }
}

type Write = (out: Output, value: any, outer: Scope | null) => void
type WriteMembers = (out: Output, value: StructValue, outer: Scope | null) => void

const compiled = new WeakMap<Shape, Write>()

function writer(shape: Shape): Write {
  const known = compiled.get(shape)
  if (known) return known
  const write = compile(shape)
  compiled.set(shape, write)
  return write
}

let spare: Output | null = null
const KEPT_BYTES = 1 << 20

/**
 * Writes a value; throws CodecError with the path of what does not fit.
 * @param outer the structures around it, for an element that is written by itself
 */
export function write(shape: Shape, value: unknown, outer: Scope | null = null): Uint8Array {
  const out = spare ?? new Output()
  spare = null // rules may encode while we write
  try {
    writer(shape)(out, value, outer)
    return out.bytes.slice(0, out.at)
  } catch (error) {
    if (!(error instanceof Misfit)) throw error
    throw new CodecError(error.code, joinPath(formatPath(error.steps), error.path), 0, error.message)
  } finally {
    out.at = 0
    out.depth = 0
    if (out.bytes.length <= KEPT_BYTES) spare = out
  }
}

function compile(shape: Shape): Write {
  switch (shape.kind) {
    case 'uint':
      return shape.bytes === 8 ? writeUint64 : uintWriter(shape.bytes)
    case 'registry':
      return uintWriter(shape.bytes)
    case 'enum':
      return enumWriter(shape)
    case 'opaque':
      return (out, value) => {
        const bytes = expectBytes(value)
        out.length(bytes.length)
        out.raw(bytes)
      }
    case 'fixed':
      return (out, value) => {
        const bytes = expectBytes(value)
        if (bytes.length !== shape.length) throw misfit(`${shape.length} bytes`, `${bytes.length} bytes`)
        out.raw(bytes)
      }
    case 'utf8':
      return writeText
    case 'optional':
      return optionalWriter(writer(shape.element))
    case 'vector':
      return vectorWriter(writer(shape.element))
    case 'oneOrMore':
      return oneOrMoreWriter(writer(shape.element))
    case 'struct':
      return structWriter(shape)
    case 'lazy':
      return lazyWriter(shape.target)
    default:
      return refineWriter(writer(shape.inner), shape.rule)
  }
}

function misfit(expected: string, got: string): Misfit {
  return new Misfit('value-invalid', `expected ${expected}, got ${got}`)
}

function expectBytes(value: unknown): Uint8Array {
  if (!(value instanceof Uint8Array)) throw misfit('a Uint8Array', shown(value))
  if (value.length > MAX_LENGTH) throw misfit(`at most ${MAX_LENGTH} bytes`, shown(value))
  return value
}

function uintWriter(size: Exclude<Width, 8>): Write {
  const limit = 2 ** (8 * size)
  return (out, value) => {
    if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value >= limit) {
      throw misfit(`a whole number from 0 to ${limit - 1}`, shown(value))
    }
    out.uint(value, size)
  }
}

function writeUint64(out: Output, value: unknown): void {
  if (typeof value !== 'bigint' || value < 0n || value > 0xffffffffffffffffn) {
    throw misfit('a bigint from 0 to 2^64-1', shown(value))
  }
  out.uint(Number(value >> 32n), 4)
  out.uint(Number(value & 0xffffffffn), 4)
}

function enumWriter({ bytes, names, reserved }: EnumShape): Write {
  const numbers = new Map(Object.entries(names).filter(([name]) => !reserved.includes(name)))
  return (out, value) => {
    const number = numbers.get(value as string)
    if (number === undefined) {
      throw new Misfit('enum-unknown', `expected one of ${[...numbers.keys()].join(', ')}, got ${shown(value)}`)
    }
    out.uint(number, bytes)
  }
}

function writeText(out: Output, value: unknown): void {
  if (typeof value !== 'string') throw misfit('a string', shown(value))
  const bytes = utf8Bytes(value)
  if (!bytes) throw misfit('text that UTF-8 can express', 'a lone surrogate')
  out.length(expectBytes(bytes).length)
  out.raw(bytes)
}

function optionalWriter(write: Write): Write {
  return (out, value, outer) => {
    out.uint(value === null ? 0 : 1, 1)
    if (value !== null) write(out, value, outer)
  }
}

function writeElements(write: Write, out: Output, value: unknown, outer: Scope | null): void {
  if (!Array.isArray(value)) throw misfit('an array', shown(value))
  let i = 0
  try {
    for (; i < value.length; i++) write(out, value[i], outer)
  } catch (error) {
    throw within(error, i)
  }
}

function within(error: unknown, step: Step): unknown {
  if (error instanceof Misfit) error.steps.unshift(step)
  return error
}

function vectorWriter(write: Write): Write {
  return (out, value, outer) => {
    const start = out.at
    writeElements(write, out, value, outer)
    out.prefixLength(start)
  }
}

function oneOrMoreWriter(write: Write): Write {
  return (out, value, outer) => {
    if (Array.isArray(value) && value.length === 0) throw misfit('at least one element', 'none')
    writeElements(write, out, value, outer)
  }
}

function lazyWriter(target: () => Shape): Write {
  return (out, value, outer) => {
    if (out.depth >= MAX_DEPTH) throw misfit(`at most ${MAX_DEPTH} structures inside each other`, 'more')
    out.depth++
    writer(target())(out, value, outer)
    out.depth--
  }
}

function refineWriter(write: Write, rule: (value: any) => { path?: string; why: string } | null): Write {
  return (out, value, outer) => {
    write(out, value, outer)
    const breach = rule(value)
    if (breach) throw new Misfit('value-invalid', breach.why, breach.path)
  }
}

function structWriter(shape: StructShape): Write {
  const writeMembers = membersWriter(shape.members)
  return (out, value, outer) => {
    if (typeof value !== 'object' || value === null) throw misfit(`an object (${shape.name})`, shown(value))
    writeMembers(out, value as StructValue, outer)
  }
}

function membersWriter(members: readonly Member[]): WriteMembers {
  const steps = members.map(memberWriter)
  return (out, value, outer) => {
    for (let i = 0; i < steps.length; i++) (steps[i] as WriteMembers)(out, value, outer)
  }
}

function memberWriter(member: Member): WriteMembers {
  if (member.kind === 'field') {
    const { name } = member
    const write = writer(member.shape)
    const scoped = needsScope(member.shape)
    return (out, value, outer) => {
      try {
        write(out, value[name], scoped ? { value, outer } : null)
      } catch (error) {
        throw within(error, name)
      }
    }
  }
  const arms = armTable(member, membersWriter)
  return (out, value, outer) => {
    const selected = selectorValue(member, value, outer)
    const arm = arms.choose(selected)
    if (!arm) throw new Misfit('value-invalid', noArm(member, selected), selectorPath(member))
    arm(out, value, outer)
  }
}

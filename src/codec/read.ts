import { utf8Text } from './text.js'
import type { EnumShape, Shape, StructShape, Member } from './shape.js'
import { armTable, needsScope, selectorValue, type Scope, type StructValue } from './select.js'

/** How deep a structure may contain itself. */
export const MAX_DEPTH = 64

/** Where a reader stands; `end` is that of the innermost vector. */
export class Input {
  at = 0
  end: number
  depth = 0

  constructor(readonly bytes: Uint8Array) {
    this.end = bytes.length
  }
}

/** Thrown for any fault. It says nothing: where and what is found by walking the same bytes again (walk.ts). */
export const FAULT = new Error('malformed')

/** Reads one element. `outer` are the enclosing structures, for selects that look at them. */
export type Read = (input: Input, outer: Scope | null) => any

type ReadInto = (input: Input, value: StructValue, outer: Scope | null) => void

const compiled = new WeakMap<Shape, Read>()

/** The value of bytes that hold exactly one element of a shape, which is never undefined; undefined if they do not. */
export function readWhole(shape: Shape, bytes: Uint8Array, outer: Scope | null = null): unknown {
  const input = new Input(bytes)
  try {
    const value: unknown = reader(shape)(input, outer)
    return input.at === input.end ? value : undefined
  } catch (error) {
    if (error === FAULT) return undefined
    throw error
  }
}

/** The compiled reader of a shape: no paths, no bookkeeping, just values or FAULT. */
export function reader(shape: Shape): Read {
  const known = compiled.get(shape)
  if (known) return known
  const read = compile(shape)
  compiled.set(shape, read)
  return read
}

function compile(shape: Shape): Read {
  switch (shape.kind) {
    case 'uint':
      return shape.bytes === 8 ? readUint64 : uintReader(shape.bytes)
    case 'registry':
      return uintReader(shape.bytes)
    case 'enum':
      return enumReader(shape)
    case 'opaque':
      return (input) => readBytes(input, readLength(input))
    case 'fixed':
      return (input) => readBytes(input, shape.length)
    case 'utf8':
      return readText
    case 'optional':
      return optionalReader(reader(shape.element))
    case 'vector':
      return vectorReader(reader(shape.element))
    case 'oneOrMore':
      return oneOrMoreReader(reader(shape.element))
    case 'struct':
      return structReader(shape)
    case 'lazy':
      return lazyReader(shape.target)
    default:
      return refineReader(reader(shape.inner), shape.rule)
  }
}

function take(input: Input, size: number): number {
  const at = input.at
  if (size > input.end - at) throw FAULT
  input.at = at + size
  return at
}

function byteAt(input: Input, at: number): number {
  return input.bytes[at] as number
}

function readUint8(input: Input): number {
  return byteAt(input, take(input, 1))
}

function readUint16(input: Input): number {
  const at = take(input, 2)
  return (byteAt(input, at) << 8) | byteAt(input, at + 1)
}

function readUint32(input: Input): number {
  const at = take(input, 4)
  const { bytes } = input
  return (
    (((bytes[at] as number) << 24) |
      ((bytes[at + 1] as number) << 16) |
      ((bytes[at + 2] as number) << 8) |
      (bytes[at + 3] as number)) >>>
    0
  )
}

function readUint64(input: Input): bigint {
  const high = readUint32(input)
  return (BigInt(high) << 32n) | BigInt(readUint32(input))
}

function uintReader(bytes: 1 | 2 | 4): Read {
  return bytes === 1 ? readUint8 : bytes === 2 ? readUint16 : readUint32
}

function readLength(input: Input): number {
  const first = readUint8(input)
  if (first < 0x40) return first
  if (first < 0x80) {
    const length = ((first & 0x3f) << 8) | readUint8(input)
    if (length < 0x40) throw FAULT
    return length
  }
  if (first >= 0xc0) throw FAULT
  const length = ((first & 0x3f) << 24) | (readUint8(input) << 16) | readUint16(input)
  if (length < 0x4000) throw FAULT
  return length
}

function readBytes(input: Input, length: number): Uint8Array {
  const at = take(input, length)
  return new Uint8Array(input.bytes.buffer, input.bytes.byteOffset + at, length)
}

function readText(input: Input): string {
  const length = readLength(input)
  const at = take(input, length)
  const text = utf8Text(input.bytes, at, at + length)
  if (text === undefined) throw FAULT
  return text
}

function enumReader({ bytes, names, reserved }: EnumShape): Read {
  const readNumber = uintReader(bytes)
  const byNumber = new Map<number, string>()
  for (const [name, number] of Object.entries(names)) if (!reserved.includes(name)) byNumber.set(number, name)
  return (input, outer) => {
    const name = byNumber.get(readNumber(input, outer) as number)
    if (name === undefined) throw FAULT
    return name
  }
}

function optionalReader(read: Read): Read {
  return (input, outer) => {
    const presence = readUint8(input)
    if (presence > 1) throw FAULT
    return presence === 1 ? read(input, outer) : null
  }
}

/** Reads elements up to the end. One of no bytes would do so for ever. */
function readOn(input: Input, read: Read, outer: Scope | null, elements: unknown[]): void {
  while (input.at < input.end) {
    const before = input.at
    elements.push(read(input, outer))
    if (input.at === before) throw FAULT
  }
}

function vectorReader(read: Read): Read {
  return (input, outer) => {
    const length = readLength(input)
    const { end } = input
    if (length > end - input.at) throw FAULT
    input.end = input.at + length
    const elements: unknown[] = []
    readOn(input, read, outer, elements)
    input.end = end
    return elements
  }
}

function oneOrMoreReader(read: Read): Read {
  return (input, outer) => {
    const elements: unknown[] = [read(input, outer)]
    readOn(input, read, outer, elements)
    return elements
  }
}

function lazyReader(target: () => Shape): Read {
  let read: Read | undefined
  return (input, outer) => {
    read ??= reader(target())
    if (input.depth >= MAX_DEPTH) throw FAULT
    input.depth++
    const value = read(input, outer)
    input.depth--
    return value
  }
}

function refineReader(read: Read, rule: (value: any) => unknown): Read {
  return (input, outer) => {
    const value = read(input, outer)
    if (rule(value) !== null) throw FAULT
    return value
  }
}

function structReader(shape: StructShape): Read {
  const into = membersReader(shape.members)
  if (needsScope(shape)) {
    return (input, outer) => {
      const value: StructValue = {}
      into(input, value, outer)
      return value
    }
  }
  return (input) => {
    const value: StructValue = {}
    into(input, value, null)
    return value
  }
}

function membersReader(members: readonly Member[]): ReadInto {
  const steps = members.map(memberReader)
  return (input, value, outer) => {
    for (let i = 0; i < steps.length; i++) (steps[i] as ReadInto)(input, value, outer)
  }
}

function memberReader(member: Member): ReadInto {
  if (member.kind === 'field') {
    const { name } = member
    const read = reader(member.shape)
    if (!needsScope(member.shape)) {
      return (input, value) => {
        value[name] = read(input, null)
      }
    }
    return (input, value, outer) => {
      value[name] = read(input, { value, outer })
    }
  }
  const arms = armTable(member, membersReader)
  return (input, value, outer) => {
    const arm = arms.choose(selectorValue(member, value, outer))
    if (arm === undefined) throw FAULT
    arm(input, value, outer)
  }
}

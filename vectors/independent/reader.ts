/** Reads bytes by a layout with plain arithmetic: RFC 8446, section 3, and RFC 9420, section 2.1, anew. */
import type { Layouts, Part, Type } from './grammar.js'

/** As in the testee protocol. */
export type Value = null | number | string | Value[] | { [name: string]: Value }
type Fields = Record<string, Value>

/** Why bytes are refused, and at which byte the element begins that is at fault. */
export class Refusal extends Error {
  constructor(
    readonly code: string,
    readonly offset: number,
  ) {
    super(`${code} at ${offset}`)
  }
}

/**
 * What the bytes hold, all of them.
 * @param several whether the structure may follow itself up to the end, as in the body of a notify
 * @throws Refusal
 */
export function read(layouts: Layouts, struct: string, bytes: Uint8Array, several = false): Value {
  const reader = new BytesReader(layouts, bytes)
  const type: Type = { is: 'name', name: struct }
  const values = [reader.value(type, [])]
  if (several) while (reader.at < bytes.length) values.push(reader.value(type, []))
  if (reader.at < bytes.length) throw new Refusal('trailing-bytes', reader.at)
  return several ? values : (values[0] ?? null)
}

class BytesReader {
  at = 0
  private end: number

  constructor(
    private readonly layouts: Layouts,
    private readonly bytes: Uint8Array,
  ) {
    this.end = bytes.length
  }

  /** @param around the structures around, innermost last */
  value(type: Type, around: readonly Fields[]): Value {
    const start = this.at
    switch (type.is) {
      case 'uint': {
        const number = this.number(type.bytes, start)
        return type.bytes === 8 ? String(number) : Number(number)
      }
      case 'constant': {
        const value = this.value(type.of, around)
        if (value !== type.value) throw new Refusal('value-invalid', start)
        return value
      }
      case 'fixed':
        return this.hex(type.length, start)
      case 'opaque':
        return this.hex(this.length(), start)
      case 'string':
        return this.text(this.length(), start)
      case 'optional': {
        const presence = Number(this.number(1, start))
        if (presence > 1) throw new Refusal('presence-octet', start)
        return presence === 0 ? null : this.value(type.of, around)
      }
      case 'vector':
        return this.vector(type.of, type.rising, around)
      default:
        return this.named(type.name, around)
    }
  }

  private named(name: string, around: readonly Fields[]): Value {
    const definition = this.layouts.get(name)
    if (!definition) throw new Error(`no layout of ${name}`)
    if (definition.is === 'type') return this.value(definition.type, around)
    if (definition.is === 'enum') return this.member(definition.members)
    const fields: Fields = {}
    this.parts(definition.parts, fields, around)
    return fields
  }

  private member(members: ReadonlyMap<number, string>): string {
    const start = this.at
    const member = members.get(Number(this.number(1, start)))
    const isReserved = member === 'invalid' || (member === 'reserved' && members.size > 1)
    if (member === undefined || isReserved) throw new Refusal('enum-unknown', start)
    return member
  }

  private parts(parts: readonly Part[], fields: Fields, around: readonly Fields[]): void {
    for (const part of parts) {
      if (part.is === 'field') fields[part.name] = this.value(part.type, [...around, fields])
      else if (part.is === 'refused') throw new Refusal('value-invalid', this.at)
      else if (part.is === 'select') this.parts(this.chosen(part.on, part.cases, [...around, fields]), fields, around)
      else {
        const definition = this.layouts.get(part.of)
        if (definition?.is !== 'struct') throw new Error(`no structure ${part.of}`)
        this.parts(definition.parts, fields, around)
      }
    }
  }

  /** A closed enum may leave out members that bring nothing; a number without a case cannot be read on from. */
  private chosen(on: string, cases: ReadonlyMap<string, readonly Part[]>, around: readonly Fields[]): readonly Part[] {
    const [, of] = /^kind\((\w+)\)$/.exec(on) ?? []
    const selector = of === undefined ? found(on.split('.'), around) : kindOf(found([of], around))
    if (typeof selector !== 'string' && typeof selector !== 'number') throw new Error(`nothing to select by: ${on}`)
    const parts = cases.get(String(selector))
    if (parts) return parts
    if (typeof selector === 'number') throw new Refusal('value-invalid', this.at)
    return []
  }

  private vector(of: Type, rising: boolean, around: readonly Fields[]): Value[] {
    const length = this.length()
    const outer = this.end
    this.end = this.at + length
    const values: Value[] = []
    while (this.at < this.end) {
      const start = this.at
      const value = this.value(of, around)
      if (this.at === start) throw new Refusal('value-invalid', start)
      values.push(value)
    }
    if (rising && values.some((value, i) => i > 0 && first(value) <= first(values[i - 1] ?? null)))
      throw new Refusal('value-invalid', this.at)
    this.end = outer
    return values
  }

  /** A length that fits in what is left around it. */
  private length(): number {
    const start = this.at
    const lead = this.bytes[this.at] ?? 0
    if (start >= this.end) throw new Refusal('truncated', start)
    if (lead >= 192) throw new Refusal('length-reserved', start)
    const size = lead < 64 ? 1 : lead < 128 ? 2 : 4
    const length = Number(this.number(size, start)) % [0, 64, 16384, 0, 1073741824][size]!
    if ((size === 2 && length < 64) || (size === 4 && length < 16384)) throw new Refusal('length-not-minimal', start)
    if (length > this.end - this.at) throw new Refusal('truncated', start)
    return length
  }

  private number(size: number, start: number): bigint {
    return this.take(size, start).reduce((number, byte) => number * 256n + BigInt(byte), 0n)
  }

  private hex(length: number, start: number): string {
    return [...this.take(length, start)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  }

  private text(length: number, start: number): string {
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
        Uint8Array.from(this.take(length, start)),
      )
    } catch (error) {
      if (error instanceof TypeError) throw new Refusal('utf8-invalid', start)
      throw error
    }
  }

  private take(length: number, start: number): number[] {
    if (length > this.end - this.at) throw new Refusal('truncated', start)
    this.at += length
    return [...this.bytes.subarray(this.at - length, this.at)]
  }
}

/** The field that a path leads to, from the innermost structure that has its first name. */
function found(path: readonly string[], around: readonly Fields[]): Value {
  const from = around.findLast((fields) => Object.hasOwn(fields, path[0] ?? ''))
  return path.reduce<Value>((value, name) => field(value, name), from ?? null)
}

function field(value: Value, name: string): Value {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value[name] ?? null) : null
}

/** R-W13, R-W14: what kind of event an MLSMessage is. */
function kindOf(message: Value): string {
  const format = field(message, 'wire_format')
  if (format === 3) return 'welcome'
  const content = format === 2 ? field(message, 'private_message') : field(field(message, 'public_message'), 'content')
  const type = field(content, 'content_type')
  if (format === 2) return type === 'application' ? 'application' : 'none'
  return type === 'proposal' || type === 'commit' ? type : 'none'
}

function first(value: Value): number {
  return Number(typeof value === 'object' && value !== null ? Object.values(value)[0] : value)
}

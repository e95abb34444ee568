import { CodecError, formatPath, joinPath, type ErrorCode, type Step } from './error.js'
import { MAX_DEPTH } from './read.js'
import { fieldsOf, type Scope, type StructValue } from './select.js'
import type { Codec, EnumShape, Shape, StructShape, Width } from './shape.js'
import { typeText } from './spans.js'
import { hexBytes, hexText, shown } from './text.js'

/** Anything that JSON can express. */
export type Json = null | boolean | number | string | Json[] | { [name: string]: Json }

/**
 * A value as JSON: uint64 as decimal string, opaque as lower-case hexadecimal, enum members by name, the fields of a
 * select's arm in the same object. The value must be one that `encode` accepts.
 */
export function toJson<T>(codec: Codec<T>, value: NoInfer<T>): Json {
  return jsonOf(codec.shape, value, null)
}

function jsonOf(shape: Shape, value: unknown, outer: Scope | null): Json {
  switch (shape.kind) {
    case 'optional':
      return value === null ? null : jsonOf(shape.element, value, outer)
    case 'vector':
    case 'oneOrMore':
      return (value as unknown[]).map((element) => jsonOf(shape.element, element, outer))
    case 'struct':
      return jsonStruct(shape, value as StructValue, outer)
    case 'lazy':
      return jsonOf(shape.target(), value, outer)
    case 'refine':
      return jsonOf(shape.inner, value, outer)
    default:
      if (value instanceof Uint8Array) return hexText(value)
      return typeof value === 'bigint' ? String(value) : (value as number | string)
  }
}

function jsonStruct(shape: StructShape, value: StructValue, outer: Scope | null): Json {
  const json: Record<string, Json> = {}
  const unfit = (path: string, why: string) => new CodecError('value-invalid', path, 0, why)
  for (const field of fieldsOf(shape.members, value, outer, unfit)) {
    json[field.name] = jsonOf(field.shape, value[field.name], { value, outer })
  }
  return json
}

/**
 * The inverse of `toJson`, strict: no member missing or unknown, hexadecimal in lower case. Ranges and rules of the
 * structure are left to `encode`.
 * @throws CodecError (`value-invalid`, `enum-unknown`) with path, what was expected and what came
 */
export function fromJson<T>(codec: Codec<T>, json: unknown): T {
  return valueOf(codec.shape, json, { path: [], outer: null, depth: 0 }) as T
}

interface Place {
  readonly path: readonly Step[]
  readonly outer: Scope | null
  /** How many structures that contain themselves are around. */
  readonly depth: number
}

function refusal(place: Place, expected: string, got: string, code: ErrorCode = 'value-invalid'): CodecError {
  return new CodecError(code, formatPath(place.path), 0, `expected ${expected}, got ${got}`)
}

function valueOf(shape: Shape, json: unknown, place: Place): unknown {
  switch (shape.kind) {
    case 'uint':
      return shape.bytes === 8 ? uint64Of(json, place) : uintOf(shape.bytes, json, place)
    case 'registry':
      return uintOf(shape.bytes, json, place)
    case 'enum':
      return nameOf(shape, json, place)
    case 'opaque':
      return bytesOf(json, place)
    case 'fixed':
      return fixedOf(shape.length, json, place)
    case 'utf8':
      if (typeof json !== 'string') throw refusal(place, 'a string', shown(json))
      return json
    case 'optional':
      return json === null ? null : valueOf(shape.element, json, place)
    case 'vector':
    case 'oneOrMore':
      return elementsOf(shape.element, json, place)
    case 'struct':
      return structOf(shape, json, place)
    case 'lazy':
      if (place.depth >= MAX_DEPTH) throw refusal(place, `at most ${MAX_DEPTH} structures inside each other`, 'more')
      return valueOf(shape.target(), json, { ...place, depth: place.depth + 1 })
    default:
      return valueOf(shape.inner, json, place)
  }
}

function uintOf(bytes: Exclude<Width, 8>, json: unknown, place: Place): number {
  const limit = 2 ** (8 * bytes)
  if (typeof json === 'number' && Number.isInteger(json) && json >= 0 && json < limit) return json
  throw refusal(place, `a whole number from 0 to ${limit - 1}`, shown(json))
}

function uint64Of(json: unknown, place: Place): bigint {
  if (typeof json === 'string' && /^(?:0|[1-9]\d{0,19})$/.test(json) && BigInt(json) < 1n << 64n) return BigInt(json)
  throw refusal(place, 'a decimal string from "0" to "18446744073709551615"', shown(json))
}

function nameOf({ names, reserved }: EnumShape, json: unknown, place: Place): string {
  if (typeof json === 'string' && Object.hasOwn(names, json) && !reserved.includes(json)) return json
  const known = Object.keys(names).filter((name) => !reserved.includes(name))
  throw refusal(place, `one of ${known.join(', ')}`, shown(json), 'enum-unknown')
}

function bytesOf(json: unknown, place: Place): Uint8Array {
  const bytes = typeof json === 'string' ? hexBytes(json) : undefined
  if (bytes) return bytes
  throw refusal(place, 'lower-case hexadecimal of whole bytes', shown(json))
}

function fixedOf(length: number, json: unknown, place: Place): Uint8Array {
  const bytes = bytesOf(json, place)
  if (bytes.length === length) return bytes
  throw refusal(place, `${2 * length} hexadecimal digits`, String(2 * bytes.length))
}

function elementsOf(element: Shape, json: unknown, place: Place): unknown[] {
  if (!Array.isArray(json)) throw refusal(place, 'an array', shown(json))
  return json.map((item, i) => valueOf(element, item, { ...place, path: [...place.path, i] }))
}

function structOf(shape: StructShape, json: unknown, place: Place): StructValue {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    throw refusal(place, `an object (${shape.name})`, shown(json))
  }
  const given = json as Readonly<Record<string, unknown>>
  const value: StructValue = {}
  const unfit = (path: string, why: string) =>
    new CodecError('value-invalid', joinPath(formatPath(place.path), path), 0, why)
  for (const { name, shape: field } of fieldsOf(shape.members, value, place.outer, unfit)) {
    const inside = { ...place, path: [...place.path, name], outer: { value, outer: place.outer } }
    if (!Object.hasOwn(given, name)) throw refusal(inside, typeWanted(field), 'nothing: the member is missing')
    value[name] = valueOf(field, given[name], inside)
  }
  const stray = Object.keys(given).find((name) => !Object.hasOwn(value, name))
  if (stray === undefined) return value
  throw refusal({ ...place, path: [...place.path, stray] }, `only ${Object.keys(value).join(', ')}`, 'this member too')
}

function typeWanted(shape: Shape): string {
  return shape.kind === 'struct' ? `an object (${shape.name})` : `a value of type ${typeText(shape)}`
}

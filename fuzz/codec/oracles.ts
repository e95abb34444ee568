/** What must hold of a codec, whatever it is given. */
import { CodecError, decode, encode, fromJson, hexText, toJson, type Codec } from '../../src/codec/index.js'
import type { Malformation } from '../../src/codec/malformations.js'
import { same, sameBytes } from './same.js'

/** The codec on trial: ours, unless a test puts a wrong one in its place. */
export interface Functions {
  readonly decode: (codec: Codec<unknown>, bytes: Uint8Array) => unknown
  readonly encode: (codec: Codec<unknown>, value: unknown) => Uint8Array
}

export const ours: Functions = { decode, encode }

export type Expected = Malformation['expected']

/** What does not hold. */
export interface Fault {
  readonly oracle:
    | 'crash'
    | 'slow'
    | 'encode-refused'
    | 'valid-refused'
    | 'value-changed'
    | 'json-changed'
    | 'not-canonical'
    | 'malformed-accepted'
    | 'other-error'
  readonly expected: string
  readonly actual: string
  /** Field path, where one is known. */
  readonly path?: string
  readonly offset?: number
  /** What tells causes with the same oracle and field apart. */
  readonly detail?: string
}

/** How a case was answered that nothing is wrong with. */
export interface Answered {
  readonly answer: 'ok' | CodecError
}

/** What came of a case. */
export type Outcome = { readonly fault: Fault } | Answered

const OK: Outcome = { answer: 'ok' }

/** A value is written and read again as the same, which is then written to the same bytes: that needs no trial. */
export function roundTrip(codec: Codec<unknown>, value: unknown, functions: Functions): Outcome {
  let bytes: Uint8Array
  try {
    bytes = functions.encode(codec, value)
  } catch (error) {
    return { fault: thrown(error, 'encode-refused', 'the value to be written: it keeps to its declaration') }
  }
  try {
    const read = functions.decode(codec, bytes)
    if (same(value, read)) return OK
    const expected = `the value that was written: ${jsonOf(codec, value)}`
    return { fault: { oracle: 'value-changed', expected, actual: jsonOf(codec, read) } }
  } catch (error) {
    return { fault: thrown(error, 'valid-refused', 'what was written to be read again') }
  }
}

/** Bytes that were read are the only ones for their value. */
function sameAgain(
  codec: Codec<unknown>,
  value: unknown,
  bytes: Uint8Array,
  functions: Functions,
): Outcome | undefined {
  const again = functions.encode(codec, value)
  if (sameBytes(again, bytes)) return undefined
  let at = 0
  while (at < again.length && again[at] === bytes[at]) at++
  const [expected, actual] = [bytes, again].map((one) => `${hexText(one.subarray(at, at + 32))} from byte ${at} on`)
  return { fault: { oracle: 'not-canonical', expected: expected ?? '', actual: actual ?? '', offset: at } }
}

/** A value goes through JSON and comes out the same. */
export function jsonTrip(codec: Codec<unknown>, value: unknown): Outcome {
  try {
    const back = fromJson(codec, JSON.parse(JSON.stringify(toJson(codec, value))))
    if (same(value, back)) return OK
    return { fault: { oracle: 'json-changed', expected: jsonOf(codec, value), actual: jsonOf(codec, back) } }
  } catch (error) {
    return { fault: thrown(error, 'json-changed', 'the value to go through JSON') }
  }
}

/**
 * Bytes of whatever kind: accepted ones are canonical, malformed ones refused as they should be, and nothing else happens.
 * @param expected where it is known that they are malformed, and how
 */
export function anyBytes(
  codec: Codec<unknown>,
  bytes: Uint8Array,
  expected: Expected | undefined,
  functions: Functions,
): Outcome {
  let value: unknown
  try {
    value = functions.decode(codec, bytes)
  } catch (error) {
    if (!(error instanceof CodecError))
      return { fault: crash(error, expected ? placed(expected) : 'a value or a refusal') }
    return refusal(error, bytes, expected)
  }
  if (expected) {
    const { path, offset, code } = expected
    const actual = `accepted, as ${jsonOf(codec, value)}`
    return { fault: { oracle: 'malformed-accepted', expected: placed(expected), actual, path, offset, detail: code } }
  }
  try {
    return sameAgain(codec, value, bytes, functions) ?? OK
  } catch (error) {
    return { fault: thrown(error, 'encode-refused', 'what was read to be written again') }
  }
}

function refusal(error: CodecError, bytes: Uint8Array, expected: Expected | undefined): Outcome {
  const { code, path, offset } = error
  if (expected && (code !== expected.code || path !== expected.path || offset !== expected.offset)) {
    const wanted = placed(expected)
    const fault = { expected: wanted, actual: placed(error), path: expected.path, offset: expected.offset }
    return { fault: { oracle: 'other-error', ...fault, detail: `${expected.code}, not ${code}` } }
  }
  if (offset <= bytes.length) return { answer: error }
  const actual = placed(error)
  return { fault: { oracle: 'other-error', expected: `an offset within ${bytes.length} bytes`, actual, path } }
}

function thrown(error: unknown, oracle: Fault['oracle'], expected: string): Fault {
  if (!(error instanceof CodecError)) return crash(error, expected)
  const { path, offset, code, message } = error
  return { oracle, expected, actual: `${placed(error)}: ${message}`, path, offset, detail: code }
}

function crash(error: unknown, expected: string): Fault {
  const [name, message] = error instanceof Error ? [error.name, error.message] : ['throws', String(error)]
  return { oracle: 'crash', expected, actual: `${name}: ${message}`, detail: name }
}

/** A refusal in words. */
export function placed({ code, path, offset }: Expected): string {
  return `${code} at ${path === '' ? 'the whole structure' : path}, byte ${offset}`
}

function jsonOf(codec: Codec<unknown>, value: unknown): string {
  try {
    const text = JSON.stringify(toJson(codec, value))
    return text.length > 300 ? `${text.slice(0, 300)}… (${text.length} characters)` : text
  } catch {
    return String(value)
  }
}

/** The testee protocol as the one who asks sees it: requests, and what an answer line turns out to be. */
import { hexBytes } from '../../src/codec/index.js'
import type { Json } from '../../src/codec/json.js'

/** A request without its id. */
export type Question =
  | { readonly op: 'hello' }
  | { readonly op: 'decode'; readonly draft: string; readonly struct: string; readonly bytes: string }
  | { readonly op: 'encode'; readonly draft: string; readonly struct: string; readonly value: Json }

/** What a testee says of itself. Lists that it leaves out are absent: it then claims nothing. */
export interface Hello {
  readonly name?: string
  readonly version?: string
  readonly drafts?: readonly string[]
  readonly structs?: readonly string[]
}

/** Why a testee refused, as far as it says. */
export interface Refusal {
  readonly code?: string
  readonly path?: string
  readonly offset?: number
  readonly message?: string
}

/** What became of a question. */
export type Answer =
  | { readonly kind: 'hello'; readonly hello: Hello }
  | { readonly kind: 'value'; readonly value: Json }
  /** Lower-case hexadecimal. */
  | { readonly kind: 'bytes'; readonly bytes: string }
  | { readonly kind: 'refused'; readonly error: Refusal }
  | { readonly kind: 'unsupported' }
  /** The line is no answer to this question. */
  | { readonly kind: 'broken'; readonly why: string; readonly line: string }
  /** The program ended over it; `stderr` holds its last words. */
  | { readonly kind: 'died'; readonly how: string; readonly stderr: string }
  /** `begun` is what it wrote of a line without ending it. */
  | { readonly kind: 'hung'; readonly ms: number; readonly begun?: string }
  /** Never asked, or asked in vain: interrupted, closed, or the program was given up before. */
  | { readonly kind: 'gone'; readonly why: string }

/** A request as the line that goes to the testee, without its line feed. */
export function requestLine(id: number, question: Question): string {
  return JSON.stringify({ id, ...question })
}

/** A line as an answer object, or why it is none. */
export function parseLine(line: string): { id: unknown; json: Readonly<Record<string, unknown>> } | { why: string } {
  let json: unknown
  try {
    json = JSON.parse(line)
  } catch {
    return { why: 'a line that is not JSON' }
  }
  if (!isObject(json)) return { why: 'a line that is no JSON object' }
  return { id: json.id, json }
}

/** The answer to a question, from an object with its id. */
export function readAnswer(question: Question, json: Readonly<Record<string, unknown>>, line: string): Answer {
  const broken = (why: string): Answer => ({ kind: 'broken', why, line })
  if (json.ok === false) {
    if (json.unsupported === true) return { kind: 'unsupported' }
    const error = refusalOf(json.error)
    return error.code === 'bad-request'
      ? broken(`a well-formed request was called a bad one${error.message === undefined ? '' : `: ${error.message}`}`)
      : { kind: 'refused', error }
  }
  if (json.ok !== true) return broken('an answer has "ok": true or false')
  switch (question.op) {
    case 'hello':
      return { kind: 'hello', hello: helloOf(json) }
    case 'decode':
      return isJson(json.value) ? { kind: 'value', value: json.value } : broken('an accepted decode has a "value"')
    case 'encode':
      return typeof json.bytes === 'string' && hexBytes(json.bytes) !== undefined
        ? { kind: 'bytes', bytes: json.bytes }
        : broken('an accepted encode has "bytes" in lower-case hexadecimal')
  }
}

/** What came out of JSON.parse is JSON, unless the member was not there. */
function isJson(value: unknown): value is Json {
  return value !== undefined
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function refusalOf(error: unknown): Refusal {
  if (typeof error === 'string') return { message: error }
  if (!isObject(error)) return {}
  const { code, path, offset, message } = error
  return {
    ...(typeof code === 'string' ? { code } : {}),
    ...(typeof path === 'string' ? { path } : {}),
    ...(typeof offset === 'number' ? { offset } : {}),
    ...(typeof message === 'string' ? { message } : {}),
  }
}

function helloOf({ name, version, drafts, structs }: Readonly<Record<string, unknown>>): Hello {
  return {
    ...(typeof name === 'string' ? { name } : {}),
    ...(typeof version === 'string' ? { version } : {}),
    ...(isWords(drafts) ? { drafts } : {}),
    ...(isWords(structs) ? { structs } : {}),
  }
}

function isWords(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((word) => typeof word === 'string')
}

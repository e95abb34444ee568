/** Whether an answer agrees with a case, and if not, where and how it differs. */
import { type CodecError, hexBytes, spans, toJson, tryDecode, type Codec, type Span } from '../../src/codec/index.js'
import type { Json } from '../../src/codec/json.js'
import { fieldOf, type Case } from './case.js'
import { difference, jsonText } from './difference.js'
import { begunText } from './incident.js'
import type { Answer, Refusal } from './protocol.js'

/** In what way an answer is wrong. */
export type Fault =
  'accepts-malformed' | 'refuses-valid' | 'other-value' | 'other-bytes' | 'broken-answer' | 'dies' | 'hangs'

export type Judgement =
  /** `note`: it refuses what is malformed, and says another reason or place than a strict reader does. */
  | { readonly kind: 'agree'; readonly note?: Note }
  /** The draft does not say. */
  | { readonly kind: 'ambiguous'; readonly accepted: boolean }
  | { readonly kind: 'unsupported' }
  | ({ readonly kind: 'disagree' } & Disagreement)
  | { readonly kind: 'unjudged'; readonly why: string }

export interface Note {
  readonly about: 'code' | 'path' | 'offset'
  readonly expected: string
  readonly actual: string
}

export interface Disagreement {
  readonly fault: Fault
  /** What tells causes with the same fault apart across structures: an error code, the type of a field. */
  readonly detail: string
  readonly expected: string
  readonly actual: string
  readonly path: string
  /** Byte at which the element of `path` begins. */
  readonly offset: number
}

export function judge(codec: Codec<unknown>, one: Case, answer: Answer): Judgement {
  switch (answer.kind) {
    case 'unsupported':
      return { kind: 'unsupported' }
    case 'gone':
      return { kind: 'unjudged', why: answer.why }
    case 'died': {
      const said = answer.stderr === '' ? '' : `; stderr ends with: ${answer.stderr}`
      return wrong(one, { fault: 'dies', detail: answer.how, actual: `the program ${answer.how}${said}` })
    }
    case 'hung':
      return wrong(one, { fault: 'hangs', detail: '', actual: `nothing within ${answer.ms} ms${begunText(answer)}` })
    case 'broken':
      return wrong(one, { fault: 'broken-answer', detail: answer.why, actual: `${answer.why}: ${answer.line}` })
    case 'refused':
      return one.vector.result === 'valid' ? refusedValid(one, answer.error) : refused(one, answer.error)
    case 'value':
      return judgeValue(codec, one, answer.value)
    case 'bytes':
      return judgeBytes(codec, one, answer.bytes)
    case 'hello':
      return wrong(one, { fault: 'broken-answer', detail: 'hello', actual: 'an introduction' })
  }
}

/** What the answer should have been. */
function wanted({ op, vector: { result, value, bytes, error } }: Case): string {
  if (result === 'ambiguous') return 'any answer: accepted or refused'
  if (error) return `refused: ${placed(error)}`
  return op === 'decode' ? `the value ${jsonText(value)}` : hexShown(bytes)
}

function wrong(
  one: Case,
  found: Pick<Disagreement, 'fault' | 'detail' | 'actual'> & Partial<Disagreement>,
): Judgement & { kind: 'disagree' } {
  const { path = '', offset = 0 } = one.vector.error ?? {}
  return { kind: 'disagree', expected: wanted(one), path, offset, ...found }
}

function refusedValid(one: Case, error: Refusal): Judgement {
  const { code = 'no code', path = '', offset = 0 } = error
  return wrong(one, { fault: 'refuses-valid', detail: code, actual: `refused: ${refusalText(error)}`, path, offset })
}

function refused({ vector: { result, error } }: Case, refusal: Refusal): Judgement {
  if (result === 'ambiguous') return { kind: 'ambiguous', accepted: false }
  for (const about of ['code', 'path', 'offset'] as const) {
    const [expected, actual] = [error?.[about], refusal[about]]
    if (actual === undefined || expected === undefined || actual === expected) continue
    return { kind: 'agree', note: { about, expected: String(expected), actual: String(actual) } }
  }
  return { kind: 'agree' }
}

function judgeValue(codec: Codec<unknown>, one: Case, value: Json): Judgement {
  const { vector } = one
  // Where the bytes can be read in one way only, who takes them has to read that.
  const isReadable = vector.value !== undefined && vector.error === undefined
  if (vector.result === 'ambiguous' && !isReadable) return { kind: 'ambiguous', accepted: true }
  if (vector.result === 'invalid') {
    const detail = vector.error?.code ?? ''
    return wrong(one, { fault: 'accepts-malformed', detail, actual: `accepted, as ${jsonText(value)}` })
  }
  const found = difference(vector.value ?? null, value)
  if (!found) return vector.result === 'valid' ? { kind: 'agree' } : { kind: 'ambiguous', accepted: true }
  const span = spanOf(codec, vector.bytes, found.path)
  return wrong(one, {
    fault: 'other-value',
    detail: span?.type ?? '',
    expected: jsonText(found.expected),
    actual: jsonText(found.actual),
    path: found.path,
    offset: span?.offset ?? 0,
  })
}

/** The field of a path, or what is nearest around it: where it begins and its type. */
function spanOf(codec: Codec<unknown>, bytes: string, path: string): Pick<Span, 'offset' | 'type'> | undefined {
  const { spans: all } = spans(codec, hexBytes(bytes) ?? new Uint8Array(0))
  for (let here = path; here !== ''; here = around(here)) {
    const own = all.filter((span) => span.path === here)
    const [first] = own.length > 0 ? own : all.filter((span) => span.path.startsWith(`${here}.`))
    if (first) return { offset: first.offset, type: own.at(-1)?.type ?? first.type }
  }
  return undefined
}

/** A path without its last step. */
function around(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('.'), path.lastIndexOf('['), 0))
}

function judgeBytes(codec: Codec<unknown>, one: Case, actual: string): Judgement {
  const { bytes } = one.vector
  if (actual === bytes) return { kind: 'agree' }
  const [mine, theirs] = [hexBytes(bytes) ?? new Uint8Array(0), hexBytes(actual) ?? new Uint8Array(0)]
  let at = 0
  while (at < mine.length && mine[at] === theirs[at]) at++
  const { spans: all } = spans(codec, mine)
  const span = all.find(({ offset, length }) => at < offset + length) ?? all.at(-1)
  const read = tryDecode(codec, theirs)
  return wrong(one, {
    fault: 'other-bytes',
    detail: read.ok ? `another value, ${span?.type ?? 'nothing'}` : `malformed: ${read.error.code}`,
    actual: `${hexShown(actual, at)}, which ${read.ok ? readText(codec, one, read.value) : malformedText(read.error)}`,
    expected: hexShown(bytes, at),
    path: span?.path ?? '',
    offset: at,
  })
}

function malformedText(error: CodecError): string {
  return `are malformed: ${placed(error)}`
}

function readText(codec: Codec<unknown>, { vector }: Case, value: unknown): string {
  const found = difference(vector.value ?? null, toJson(codec, value))
  if (!found) return 'are read as the same value'
  return `are another value: ${found.path === '' ? 'the whole' : found.path} is ${jsonText(found.actual)} and not ${jsonText(found.expected)}`
}

/** Bytes in hexadecimal, of long ones those around a place. */
function hexShown(hex: string, at = 0): string {
  const most = 128
  if (hex.length <= most) return hex === '' ? 'no bytes' : `the bytes ${hex}`
  const from = Math.max(0, 2 * at - 32)
  const part = `${from > 0 ? '…' : ''}${hex.slice(from, from + most)}${from + most < hex.length ? '…' : ''}`
  return `the bytes ${part} (${hex.length / 2} in all${from > 0 ? `, shown from byte ${from / 2}` : ''})`
}

function placed({ code, path, offset }: { code: string; path: string; offset: number }): string {
  return `${code} at ${path === '' ? 'the whole structure' : path}, byte ${offset}`
}

function refusalText({ code = 'no code', path, offset, message }: Refusal): string {
  const where = [
    path === undefined || path === '' ? [] : [` at ${path}`],
    offset === undefined ? [] : [`, byte ${offset}`],
  ]
  return `${code}${where.flat().join('')}${message === undefined ? '' : `: ${jsonText(message)}`}`
}

/** What makes two disagreements one in a report: the same fault, in the same field where it has one. */
export function groupOf({ op }: Case, { fault, detail, path }: Disagreement): string {
  const everywhere = fault === 'dies' || fault === 'hangs' || fault === 'broken-answer'
  return [op, fault, detail, everywhere ? '' : fieldOf(path)].join(' | ')
}

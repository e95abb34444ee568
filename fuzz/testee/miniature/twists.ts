/** Ways in which a codec that is otherwise Mimicry's own can be wrong. */
import { fromJson, hexBytes, hexText, malformations, spans, toJson } from '../../../src/codec/index.js'
import type { Codec } from '../../../src/codec/index.js'
import type { Json } from '../../../src/codec/json.js'
import { lengthHeader } from '../../../src/codec/length.js'
import { concat } from '../../../src/codec/splice.js'
import { isVector, walk, type Element } from '../../../src/codec/walk.js'

/** What a request for a structure is about. */
export interface Request {
  readonly op: 'decode' | 'encode'
  readonly draft: string
  readonly struct: string
  readonly bytes?: string
  readonly value?: Json
}

export type Answer = Readonly<Record<string, unknown>>

/** The answer to give instead of the right one, which `right` makes. */
export type Twist = (request: Request, right: (request: Request) => Answer, codec: Codec<unknown>) => Answer

const refused: Answer = { ok: false, error: { code: 'truncated' } }

/** A twist of the values that are read. */
export function reading(change: (value: Json, codec: Codec<unknown>) => Json): Twist {
  return (request, right, codec) => {
    const answer = right(request)
    return isRead(answer) ? { ...answer, value: change(answer.value, codec) } : answer
  }
}

/** A twist of the bytes that are written. */
export function writing(change: (bytes: Uint8Array, codec: Codec<unknown>) => Uint8Array): Twist {
  return (request, right, codec) => {
    const answer = right(request)
    const bytes = typeof answer.bytes === 'string' ? hexBytes(answer.bytes) : undefined
    return bytes ? { ...answer, bytes: hexText(change(bytes, codec)) } : answer
  }
}

function isRead(answer: Answer): answer is Answer & { value: Json } {
  return 'value' in answer
}

export const twists: Readonly<Record<string, Twist>> = {
  right: (request, right) => right(request),

  'always-wrong': ({ op }, right) => {
    const { value } = right({ op: 'decode', draft: '06', struct: 'IdentifierUri', bytes: '0161' })
    return op === 'decode' ? { ok: true, value } : { ok: true, bytes: 'ff' }
  },

  'accepts-lengths-that-are-not-minimal': (request, right, codec) => {
    const bytes = request.op === 'decode' ? hexBytes(request.bytes ?? '') : undefined
    const minimal = bytes && withMinimalLengths(codec, bytes)
    return right(minimal ? { ...request, bytes: hexText(minimal) } : request)
  },

  /** Takes 16384 for a length that two bytes hold. */
  'off-by-one-at-16384': (request, right, codec) => {
    const answer = right(request)
    const hex = request.op === 'decode' ? request.bytes : answer.bytes
    const bytes = answer.ok === true && typeof hex === 'string' ? hexBytes(hex) : undefined
    const hit = bytes && spans(codec, bytes).spans.some(({ type, text }) => type === 'length' && text === '16384 bytes')
    return hit ? refused : answer
  },

  'dies-of-empty-input': (request, right) => (request.bytes === '' ? process.exit(139) : right(request)),

  'lies-about-a-structure': (request, right) =>
    request.struct === 'KeyMaterialRequest' ? { ok: false, unsupported: true } : right(request),

  'lies-about-a-draft': (request, right) =>
    request.draft === '01' ? { ok: false, unsupported: true } : right(request),

  /** Hides what it cannot read. */
  'unsupported-when-hard': (request, right) => {
    const answer = right(request)
    return request.struct === 'IdentifierUri' && answer.ok === false ? { ok: false, unsupported: true } : answer
  },

  'only-reads': (request, right) => (request.op === 'encode' ? { ok: false, unsupported: true } : right(request)),

  'reads-the-first-element-twice': reading((value) => firstForSecond(value)),

  'reads-one-arm-wrong': reading((value) => {
    const wrong =
      typeof value === 'object' && value !== null && 'statusCode' in value && value.statusCode === 'notAllowed'
    return wrong ? { ...value, statusCode: 'accepted' } : value
  }),

  'reads-uint64-as-double': reading((value, codec) => toJson(codec, doubled(fromJson(codec, value)))),

  'writes-lengths-that-are-not-minimal': writing(
    (bytes, codec) => malformations(codec, bytes, 'length-not-minimal')[0]?.bytes ?? bytes,
  ),

  'names-no-code': (request, right) => {
    const answer = right(request)
    return answer.ok === false ? { ok: false } : answer
  },

  'names-other-codes': (request, right) => {
    const answer = right(request)
    return answer.ok === false ? { ok: false, error: { code: 'malformed', path: 'somewhere', offset: 0 } } : answer
  },

  'ignores-trailing-bytes': (request, right, codec) => {
    const bytes = hexBytes(request.bytes ?? '') ?? new Uint8Array(0)
    const error = request.op === 'decode' ? spans(codec, bytes).error : undefined
    if (error?.code !== 'trailing-bytes') return right(request)
    return right({ ...request, bytes: hexText(bytes.subarray(0, error.offset)) })
  },

  'shuffles-members': reading((value) => reversed(value)),
}

function firstForSecond(value: Json): Json {
  if (Array.isArray(value)) {
    const [first, ...others] = value.map(firstForSecond)
    return first === undefined ? [] : [first, ...others.map((other, i) => (i === 0 ? first : other))]
  }
  return mapped(value, firstForSecond)
}

function mapped(value: Json, change: (value: Json) => Json): Json {
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, change(member)]))
}

function reversed(value: Json): Json {
  if (Array.isArray(value)) return value.map(reversed)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .map(([name, member]) => [name, reversed(member)] as const)
      .reverse(),
  )
}

function doubled(value: unknown): unknown {
  if (typeof value === 'bigint') return BigInt.asUintN(64, BigInt(Number(value)))
  if (Array.isArray(value)) return value.map(doubled)
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, doubled(member)]))
}

/** The bytes with the lengths shortened at which a strict reader stops, if that is all that was wrong with them. */
function withMinimalLengths(codec: Codec<unknown>, bytes: Uint8Array): Uint8Array | undefined {
  const { root, error } = walk(codec.shape, bytes)
  if (error?.code !== 'length-not-minimal') return undefined
  const { offset } = error
  const size = 1 << ((bytes[offset] ?? 0) >> 6)
  const length = bytes
    .subarray(offset, offset + size)
    .reduce((sum, byte, i) => sum * 256 + (i === 0 ? byte & 0x3f : byte), 0)
  const around = vectorsAround(root, offset)
  const header = lengthHeader(length)
  let fixed = concat(bytes.subarray(0, offset), header, bytes.subarray(offset + size))
  let less = size - header.length
  for (const { start, body } of around.toReversed()) {
    const longer = bytes.subarray(start, body).reduce((sum, byte, i) => sum * 256 + (i === 0 ? byte & 0x3f : byte), 0)
    const shorter = lengthHeader(longer - less)
    fixed = concat(fixed.subarray(0, start), shorter, fixed.subarray(body))
    less += body - start - shorter.length
  }
  return withMinimalLengths(codec, fixed) ?? fixed
}

/** The vectors that a place lies in, outermost first. A walk that was stopped there left them open. */
function vectorsAround(element: Element, at: number): Element[] {
  const last = element.children.at(-1)
  const inside = last ? vectorsAround(last, at) : []
  return isVector(element) && element.body > element.start && element.start < at ? [element, ...inside] : inside
}

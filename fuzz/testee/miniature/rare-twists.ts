/** Ways in which a codec can be wrong on unusual input alone: docs/fuzzing.md shows what it takes to find each. */
import {
  type Codec,
  type CodecError,
  hexBytes,
  hexText,
  malformations,
  spans,
  tryDecode,
} from '../../../src/codec/index.js'
import type { Json } from '../../../src/codec/json.js'
import { type Answer, type Request, reading, type Twist, writing } from './twists.js'

export interface RareTwist {
  /** One sentence: what the codec does wrong. */
  readonly summary: string
  readonly twist: Twist
}

/** The bytes that are to be read. */
function given({ op, bytes }: Request): Uint8Array | undefined {
  return op === 'decode' ? hexBytes(bytes ?? '') : undefined
}

/** Reads what a strict reader refuses, after having mended it. */
function lenient(mend: (error: CodecError, bytes: Uint8Array) => Uint8Array | undefined): Twist {
  return (request, right, codec) => {
    const bytes = given(request)
    const read = bytes && tryDecode(codec, bytes)
    const mended = bytes && read && !read.ok ? mend(read.error, bytes) : undefined
    return right(mended ? { ...request, bytes: hexText(mended) } : request)
  }
}

/** A twist of some of the objects in what is read. */
function readingObjects(change: (object: Readonly<Record<string, Json>>) => Json): Twist {
  const changed = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(changed)
    if (typeof value !== 'object' || value === null) return value
    return change(Object.fromEntries(Object.entries(value).map(([name, member]) => [name, changed(member)])))
  }
  return reading(changed)
}

/** As decoders of UTF-8 do that are not told otherwise. */
function markless(value: Json): Json {
  if (typeof value === 'string') return value.replace(/^\ufeff/, '')
  if (Array.isArray(value)) return value.map(markless)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, markless(member)]))
}

/** Length and beginning of what was read, and what it was. */
const cache = new Map<string, Answer>()

export const rareTwists: Readonly<Record<string, RareTwist>> = {
  'refuses-16384': {
    summary: 'refuses an opaque or vector of exactly 16384 bytes',
    twist(request, right, codec) {
      const [answer, bytes] = [right(request), given(request)]
      const isHit = answer.ok === true && bytes && hasLength(codec, bytes, 16_384)
      return isHit ? { ok: false, error: { code: 'length-not-minimal' } } : answer
    },
  },
  'writes-63-in-two-bytes': {
    summary: 'writes a length of exactly 63 in two bytes',
    twist: writing((bytes, codec) => {
      const longer = malformations(codec, bytes, 'length-not-minimal')
      return longer.find(({ what }) => what.startsWith('length 63 in 2 bytes'))?.bytes ?? bytes
    }),
  },
  'second-element-unchecked': {
    summary: 'takes whatever octet for a presence octet or enum of 1 in every element of a list but the first',
    twist: lenient(({ code, path, offset }, bytes) =>
      (code === 'presence-octet' || code === 'enum-unknown') && /\[[1-9]\d*\]/.test(path)
        ? bytes.with(offset, 1)
        : undefined,
    ),
  },
  'presence-255': {
    summary: 'takes the presence octet 255, and no other, for 1',
    twist: lenient(({ code, offset }, bytes) =>
      code === 'presence-octet' && bytes[offset] === 0xff ? bytes.with(offset, 1) : undefined,
    ),
  },
  'loses-byte-order-mark': {
    summary: 'takes a byte order mark for no part of the text that begins with it',
    twist: reading(markless),
  },
  'components-as-text': {
    summary: 'sorts the components of a dictionary as if their ids were texts, 10 before 9',
    twist: readingObjects((object) => {
      const { component_data } = object
      if (!Array.isArray(component_data)) return object
      const key = (component: Json) => JSON.stringify(component)
      return { ...object, component_data: component_data.toSorted((a, b) => (key(a) < key(b) ? -1 : 1)) }
    }),
  },
  'vcard-arm-swapped': {
    summary: 'exchanges name and value in searches for vCard fields',
    twist: readingObjects((object) => {
      const { searchType, searchValue = null } = object
      const name = ['fieldName', 'propertyName'].find((one) => one in object)
      if (searchType !== 'vcardField' || name === undefined) return object
      return { ...object, [name]: searchValue, searchValue: object[name] ?? null }
    }),
  },
  'signed-uint64': {
    summary: 'takes numbers of 64 bits for signed ones',
    twist(request, right, codec) {
      const [answer, bytes] = [right(request), given(request)]
      if (answer.ok !== true || !bytes) return answer
      let json = JSON.stringify(answer)
      for (const { type, text = '0' } of spans(codec, bytes).spans)
        if (type === 'uint64') json = json.replaceAll(`"${text}"`, `"${BigInt.asIntN(64, BigInt(text))}"`)
      return { ...answer, ...asObject(JSON.parse(json)) }
    },
  },
  'chain-reversed': {
    summary: 'reads a chain of two and more certificates from its end',
    twist: readingObjects((object) =>
      Array.isArray(object.certificates) ? { ...object, certificates: object.certificates.toReversed() } : object,
    ),
  },
  'cached-by-beginning': {
    summary: 'takes what it reads for what it read before, when the first 32 bytes and the length are the same',
    twist(request, right) {
      const { draft, struct, bytes = '' } = request
      const answer = right(request)
      if (request.op !== 'decode' || answer.ok !== true || bytes.length < 64) return answer
      const key = `${draft} ${struct} ${bytes.length} ${bytes.slice(0, 64)}`
      const known = cache.get(key) ?? answer
      cache.set(key, known)
      return known
    },
  },
  'dies-of-a-claim': {
    summary: 'dies of a length of 2^30 - 1, which it reserves',
    twist: (request, right) =>
      request.op === 'decode' && request.bytes?.includes('bfffffff') && right(request).ok === false
        ? process.exit(134)
        : right(request),
  },
}

function hasLength(codec: Codec<unknown>, bytes: Uint8Array, length: number): boolean {
  return spans(codec, bytes).spans.some(({ type, text }) => type === 'length' && text === `${length} bytes`)
}

function asObject(json: unknown): object {
  return typeof json === 'object' && json !== null ? json : {}
}

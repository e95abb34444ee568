/** A fault of a codec as a finding, and how it is made smaller and repeated. */
import { encode, hexBytes, hexText, tryDecode } from '../../src/codec/index.js'
import type { Json } from '../../src/codec/json.js'
import { isDraft } from '../../src/drafts/ids.js'
import type { Discovery } from '../campaigns/campaign.js'
import { simpler } from '../mutate/index.js'
import { codecOf, fieldOf } from '../testee/case.js'
import { annotated } from './annotated.js'
import { malformedAlike, type CodecCase } from './cases.js'
import { anyBytes, jsonTrip, roundTrip, type Expected, type Fault, type Functions, type Outcome } from './oracles.js'
import type { Subject } from './subjects.js'

/** What makes two faults the same. */
export function causeOf({ struct }: Subject, { oracle, path = '', detail }: Fault): string[] {
  return [oracle, struct, ...(path === '' ? [] : [fieldOf(path)]), ...(detail === undefined ? [] : [detail])]
}

/** Everything that is tried of a case. */
export function judged(one: CodecCase, functions: Functions, withJson: boolean): Outcome {
  const { codec } = one.subject
  if (one.kind === 'bytes') return anyBytes(codec, one.bytes, one.expected, functions)
  const outcome = roundTrip(codec, one.value, functions)
  return 'fault' in outcome || !withJson ? outcome : jsonTrip(codec, one.value)
}

/** A case and its fault, made as small as can be while the cause stays the same. */
export function discoveryOf(one: CodecCase, fault: Fault, functions: Functions): Discovery {
  const cause = causeOf(one.subject, fault)
  const smallest = shrunk(one, cause, functions)
  const { subject } = one
  const shown = faultOf(smallest, functions) ?? fault
  const bytes = bytesOf(smallest)
  const { expected, actual, path, offset } = shown
  const how = smallest.kind === 'bytes' ? smallest.how : ['a valid value, made from the declaration']
  return {
    cause,
    draft: subject.draft,
    title: `${shown.oracle} in ${subject.struct}${path === undefined || path === '' ? '' : ` at ${path}`}`,
    expected,
    actual,
    ...(path === undefined ? {} : { path }),
    ...(offset === undefined ? {} : { offset }),
    recipe: recipeOf(smallest),
    body: bytes,
    steps: how,
    notes: annotated(subject.codec, bytes, offset),
  }
}

function faultOf(one: CodecCase, functions: Functions): Fault | undefined {
  const outcome = judged(one, functions, true)
  return 'fault' in outcome ? outcome.fault : undefined
}

/** Trials of a finding while it is made smaller, at the most. */
const TRIALS = 2000

function shrunk(one: CodecCase, cause: readonly string[], functions: Functions): CodecCase {
  let smallest = one
  let left = TRIALS
  for (let better: CodecCase | undefined = one; better && left > 0;) {
    better = undefined
    for (const candidate of smallerCases(smallest)) {
      if (left-- <= 0) break
      const fault = faultOf(candidate, functions)
      if (!fault || causeOf(one.subject, fault).join('\n') !== cause.join('\n')) continue
      smallest = better = candidate
      break
    }
  }
  return smallest
}

/** Smaller values; smaller encodings with the same malformation; shorter runs of bytes where nothing is known of them. */
function* smallerCases(one: CodecCase): Generator<CodecCase, void> {
  const { subject } = one
  const { codec } = subject
  if (one.kind === 'value') {
    for (const bytes of simpler(codec, encode(codec, one.value))) {
      const read = tryDecode(codec, bytes)
      if (read.ok) yield { kind: 'value', subject, value: read.value }
    }
    return
  }
  if (!one.expected) {
    for (const bytes of simpler(codec, one.bytes)) yield { ...one, bytes }
    for (const bytes of shorterRuns(one.bytes)) yield { ...one, bytes }
    return
  }
  const { origin, expected } = one
  const [mutation] = origin.mutations
  const single = mutation?.kind === 'malform' && origin.mutations.length === 1
  // First one fault in place of several changes, then the same fault in smaller encodings.
  for (const bytes of single ? simpler(codec, origin.bytes) : [origin.bytes]) {
    for (const alike of malformedAlike(codec, bytes, expected)) {
      const { family, path, what } = alike
      if (single && family !== mutation.family) continue
      const mutations = [{ kind: 'malform', family, path, nth: 0 }] as const
      const how = [`${family}: ${what}`]
      yield { ...one, bytes: alike.bytes, expected: alike.expected, how, origin: { bytes, mutations } }
    }
  }
}

function* shorterRuns(bytes: Uint8Array): Generator<Uint8Array, void> {
  for (let size = bytes.length >> 1; size > 0; size >>= 1) {
    for (let at = 0; at + size <= bytes.length && at < 64 * size; at += size) {
      yield Uint8Array.from([...bytes.subarray(0, at), ...bytes.subarray(at + size)])
    }
  }
}

function bytesOf(one: CodecCase): Uint8Array {
  return one.kind === 'bytes' ? one.bytes : encode(one.subject.codec, one.value)
}

function recipeOf(one: CodecCase): Json {
  const { draft, struct } = one.subject
  const recipe = { draft, struct, kind: one.kind, bytes: hexText(bytesOf(one)) }
  if (one.kind === 'value' || !one.expected) return recipe
  const { code, path, offset } = one.expected
  return { ...recipe, expected: { code, path, offset } }
}

/** The case of a recipe. @throws SyntaxError for one that is not of a codec's finding */
export function caseOf(recipe: Json): CodecCase {
  const fault = (what: string) => new SyntaxError(`the finding cannot be repeated: ${what}`)
  if (typeof recipe !== 'object' || recipe === null || Array.isArray(recipe)) throw fault('its recipe is no object')
  const { draft, struct, kind, bytes: hex, expected } = recipe
  if (typeof draft !== 'string' || !isDraft(draft)) throw fault('its draft is not known')
  const codec = typeof struct === 'string' ? codecOf(draft, struct) : undefined
  if (!codec || typeof struct !== 'string') throw fault(`draft ${draft} has no structure of that name`)
  const bytes = typeof hex === 'string' ? hexBytes(hex) : undefined
  if (!bytes) throw fault('its bytes are not hexadecimal')
  const subject: Subject = { draft, struct, codec }
  if (kind !== 'value') {
    const origin = { bytes, mutations: [] }
    return { kind: 'bytes', subject, bytes, expected: expectedOf(expected), how: [], origin }
  }
  const read = tryDecode(codec, bytes)
  if (!read.ok) throw fault('its value cannot be read any longer')
  return { kind: 'value', subject, value: read.value }
}

function expectedOf(json: Json | undefined): Expected | undefined {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return undefined
  const { code, path, offset } = json
  return isCode(code) && typeof path === 'string' && typeof offset === 'number' ? { code, path, offset } : undefined
}

const codes: readonly Expected['code'][] = [
  'truncated',
  'trailing-bytes',
  'length-not-minimal',
  'length-reserved',
  'presence-octet',
  'enum-unknown',
  'utf8-invalid',
  'value-invalid',
]

function isCode(value: unknown): value is Expected['code'] {
  return codes.some((code) => code === value)
}

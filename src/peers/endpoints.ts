import { type Codec, CodecError, decode, encode, spans, tryDecode } from '../codec/index.js'
import type { ByDraft } from '../drafts/by-draft.js'
import type { Draft } from '../drafts/ids.js'
import type { Action } from '../target/driver/contract.js'
import type { ValueIn } from '../wire/by-draft.js'
import { GroupInfoResponse } from '../wire/group-info.js'
import { readGroupInfoResponse } from '../wire/group-info-refusal.js'
import { IdentifierResponse } from '../wire/identifier-query.js'
import { KeyMaterialResponse } from '../wire/key-material.js'
import { requestStructures } from '../wire/requests.js'
import { SubmitMessageResponse } from '../wire/submit-message.js'
import { UpdateRoomResponse } from '../wire/update.js'
import { Skip } from './preparation.js'

/** What each endpoint's answer decodes to; null where the draft has no response body. */
export interface Responses extends Record<Action, unknown> {
  keyMaterial: ValueIn<typeof KeyMaterialResponse>
  update: ValueIn<typeof UpdateRoomResponse>
  submitMessage: ValueIn<typeof SubmitMessageResponse>
  groupInfo: ValueIn<typeof GroupInfoResponse>
  identifierQuery: ValueIn<typeof IdentifierResponse>
  notify: null
  requestConsent: null
  updateConsent: null
  reportAbuse: null
  /** The asset's bytes are in the exchange. */
  proxyDownload: null
}

interface ResponseStructure<V> {
  name: string
  table: ByDraft<Codec<NonNullable<V>>>
  /** The member that says how it went. */
  code: string
  /** Reads forms that a reading tolerates besides the declared one. @throws CodecError */
  tolerant?: (draft: Draft, body: Uint8Array) => NonNullable<V>
}

const responses: { readonly [A in Action]: ResponseStructure<Responses[A]> | null } = {
  keyMaterial: {
    name: 'KeyMaterialResponse',
    table: KeyMaterialResponse,
    code: 'userStatus',
    tolerant: (draft, body) => readProtocolRefusal(draft, body),
  },
  update: { name: 'UpdateRoomResponse', table: UpdateRoomResponse, code: 'responseCode' },
  submitMessage: { name: 'SubmitMessageResponse', table: SubmitMessageResponse, code: 'statusCode' },
  groupInfo: {
    name: 'GroupInfoResponse',
    table: GroupInfoResponse,
    code: 'status',
    tolerant: (draft, body) => readGroupInfoResponse(draft, body).value,
  },
  identifierQuery: { name: 'IdentifierResponse', table: IdentifierResponse, code: 'responseCode' },
  notify: null,
  requestConsent: null,
  updateConsent: null,
  reportAbuse: null,
  proxyDownload: null,
}

/**
 * A response repeats the protocol of its request (MIMI-KEY-003), and so does one that refuses that protocol: nothing in
 * it but its first byte depends on it. @throws CodecError for any other response in a protocol that nobody knows
 */
function readProtocolRefusal(draft: Draft, body: Uint8Array): NonNullable<Responses['keyMaterial']> {
  const table = KeyMaterialResponse[draft]
  const read = tryDecode(table, body.length > 0 ? body.with(0, mls10) : body)
  if (read.ok && read.value.userStatus === 'incompatibleProtocol') return read.value
  return decode(table, body)
}

const mls10 = 1

/** The check that judges an ordinary request to each endpoint, for preparations that fail there. */
export const judgedBy: Readonly<Record<Action | 'directory', string>> = {
  directory: 'directory.present',
  keyMaterial: 'key-material.answered',
  update: 'update.accepted',
  notify: 'notify.accepted',
  submitMessage: 'submit.accepted',
  groupInfo: 'group-info.answered',
  requestConsent: 'consent.request.accepted',
  updateConsent: 'consent.update.accepted',
  identifierQuery: 'query.answered',
  reportAbuse: 'abuse.report.accepted',
  proxyDownload: 'proxy.download.answered',
}

export function requestName(action: Action): string | undefined {
  return requestStructures[action]?.name
}

export function responseName(action: Action): string | undefined {
  return responses[action]?.name
}

/** A request body in the draft's structure. @throws Skip when the draft has none */
export function encodeRequest(action: Action, draft: Draft, value: object): Uint8Array {
  const codec = requestStructures[action]?.table[draft]
  if (!codec) throw new Skip(`draft ${draft} has no ${action} with a body`)
  return encode(codec, value)
}

/** A response body in the draft's structure; empty where the endpoint has none. */
export function encodeResponse(action: Action, draft: Draft, value: object): Uint8Array {
  const codec: Codec<unknown> | undefined = responses[action]?.table[draft]
  return codec ? encode(codec, value) : new Uint8Array()
}

export interface Read<V> {
  value: V | null
  error: CodecError | null
}

/** A request body read strictly; no value and no error where the endpoint has no structure. */
export function readRequest(action: Action, draft: Draft, body: Uint8Array): Read<unknown> {
  return read(requestStructures[action]?.table[draft], body)
}

/** The fields of a request body, as far as it can be read: what a malformed one names still tells whose it is. */
export function fieldsOfRequest(action: Action, draft: Draft, body: Uint8Array): Uint8Array[] {
  const codec = requestStructures[action]?.table[draft]
  if (!codec) return []
  return spans(codec, body).spans.map(({ offset, length }) => body.subarray(offset, offset + length))
}

export function readResponse<A extends Action>(action: A, draft: Draft, body: Uint8Array): Read<Responses[A]> {
  const structure: ResponseStructure<Responses[A]> | null = responses[action]
  const strict = read<NonNullable<Responses[A]>>(structure?.table[draft], body)
  if (!strict.error || !structure?.tolerant) return strict
  try {
    return { value: structure.tolerant(draft, body), error: null }
  } catch (error) {
    if (error instanceof CodecError) return strict
    throw error
  }
}

/** The code in a response's value, such as `noConsent`. */
export function codeOf(action: Action, value: unknown): string | null {
  const member = responses[action]?.code
  if (member === undefined || typeof value !== 'object' || value === null) return null
  const code: unknown = Reflect.get(value, member)
  return typeof code === 'string' ? code : null
}

function read<V>(codec: Codec<V> | null | undefined, body: Uint8Array): Read<V> {
  if (!codec) return { value: null, error: null }
  const result = tryDecode(codec, body)
  return result.ok ? { value: result.value, error: null } : { value: null, error: result.error }
}

/**
 * Everything the provider does that a fault may do differently. Each function decides one thing; a fault replaces exactly
 * one, and the code that calls it knows no faults.
 */
import { isUtf8 } from 'node:buffer'
import { type CodecError, type Codec, encode, tryDecode } from '../codec/index.js'
import type { Draft } from '../drafts/ids.js'
import { defaultReadings, type Readings } from '../drafts/readings.js'
import type { Action } from '../target/driver/contract.js'
import type { Headers } from '../transport/exchange.js'
import { type InboundRequest, type Reply, textReply } from '../transport/listener.js'
import { type AbuseRules, abuseRules } from './rules/abuse.js'
import { type ClientBehaviour, clientBehaviour } from './rules/client.js'
import { type CodeRules, codeRules } from './rules/codes.js'
import { type ConsentRules, consentRules } from './rules/consent.js'
import { type DeliveryRules, deliveryRules } from './rules/delivery.js'
import { type DirectoryRules, directoryRules } from './rules/directory.js'
import { type FrankingRules, frankingRules } from './rules/franking.js'
import { type Gate, gateRules } from './rules/gate.js'
import { type GroupInfoRules, groupInfoRules } from './rules/group-info.js'
import { type HubRules, hubRules } from './rules/hub.js'
import { type KeyMaterialRules, keyMaterialRules } from './rules/key-material.js'
import { type NotifyRules, notifyRules } from './rules/notify.js'
import { type ProxyRules, proxyRules } from './rules/proxy.js'
import { type RelayRules, relayRules } from './rules/relay.js'
import { type RoomRules, roomRules } from './rules/rooms.js'
import { type PolicyRules, policyRules } from './rules/policy/index.js'
import { type SearchRules, searchRules } from './rules/search.js'
import { type SubmissionRules, submissionRules } from './rules/submission.js'
import { createStore, type Store } from './store/index.js'

export interface Ports {
  readonly draft: Draft
  /** What the drafts leave open, as this provider takes it. */
  readonly readings: Readings
  readonly front: Front
  readonly clock: { /** ms since the epoch. */ now(): number }
  readonly store: Store
  readonly rules: Rules
  readonly gate: Gate
  readonly directory: DirectoryRules
  readonly reader: Reader
  readonly encoder: Encoder
  readonly client: ClientBehaviour
}

export interface Front {
  /** Whether the port takes clear text besides TLS. */
  readonly clearText?: true
  /** A request as it came over HTTPS, and the reply that goes back; `serve` is the whole of the provider behind it. */
  answer(request: InboundRequest, serve: (request: InboundRequest) => Reply | Promise<Reply>): Reply | Promise<Reply>
}

export interface Rules {
  readonly keyMaterial: KeyMaterialRules
  readonly consent: ConsentRules
  readonly search: SearchRules
  readonly notify: NotifyRules
  readonly rooms: RoomRules
  readonly hub: HubRules
  readonly policy: PolicyRules
  readonly groupInfo: GroupInfoRules
  readonly delivery: DeliveryRules
  readonly submission: SubmissionRules
  readonly franking: FrankingRules
  readonly codes: CodeRules
  readonly proxy: ProxyRules
  readonly abuse: AbuseRules
  readonly relay: RelayRules
}

export interface Reader {
  /** A body as a value: strictly, the whole of it. */
  read<T>(codec: Codec<T>, body: Uint8Array): { ok: true; value: T } | { ok: false; error: CodecError }
  /** Text in an opaque field; null where it is no UTF-8. */
  text(bytes: Uint8Array): string | null
}

/** Why a request gets no answer of its endpoint: a status and one line for a human. */
export interface Refusal {
  readonly status: number
  readonly text: string
  readonly headers?: Headers
}

export interface Encoder {
  /** A response structure as bytes. */
  write<T>(codec: Codec<T>, value: NoInfer<T>): Uint8Array
  /** An evaluated request, negative codes included (R-W39). */
  answered(action: Action, body: Uint8Array): Reply
  /** A request that was received and has no answer body: consent, notify. */
  received(action: Action): Reply
  refused(refusal: Refusal): Reply
}

const reader: Reader = {
  read: tryDecode,
  text: (bytes) => (isUtf8(bytes) ? Buffer.from(bytes).toString('utf8') : null),
}

const encoder: Encoder = {
  write: encode,
  answered: (_action, body) => ({ status: 200, headers: [['Content-Type', 'application/octet-stream']], body }),
  received: () => ({ status: 201 }),
  refused: ({ status, text, headers }) => textReply(status, text, headers),
}

/** The correct provider's ports, with a store of their own unless one is given. */
export function createPorts(draft: Draft, store: Store = createStore(), readings = defaultReadings): Ports {
  return {
    draft,
    readings,
    front: { answer: (request, serve) => serve(request) },
    clock: { now: () => Date.now() },
    store,
    rules: {
      keyMaterial: keyMaterialRules,
      consent: consentRules,
      search: searchRules,
      notify: notifyRules,
      rooms: roomRules,
      hub: hubRules,
      policy: policyRules,
      groupInfo: groupInfoRules,
      delivery: deliveryRules,
      submission: submissionRules,
      franking: frankingRules,
      codes: codeRules,
      proxy: proxyRules,
      abuse: abuseRules,
      relay: relayRules,
    },
    gate: gateRules,
    directory: directoryRules(draft),
    reader,
    encoder,
    client: clientBehaviour,
  }
}

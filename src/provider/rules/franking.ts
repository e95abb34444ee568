/**
 * Franking (02ed: 5.4.1; 06: 5.4.1): the hub's mark on a message, by which it knows the message again in a report. The
 * content's own franking tag travels in the message's authenticated data, where the hub finds it.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { type Codec, tryDecode } from '../../codec/index.js'
import { byDraft, type ByDraft } from '../../drafts/by-draft.js'
import type { Draft } from '../../drafts/ids.js'
import type { Readings } from '../../drafts/readings.js'
import { importKeyPair } from '../../mls/keys.js'
import { signWithLabel, verifyWithLabel } from '../../mls/sign.js'
import { suiteOf } from '../../mls/suites.js'
import { component } from '../../mls/wire/app-state.js'
import { componentIds, type Extension, SafeAAD } from '../../mls/wire/index.js'
import type { ValueIn } from '../../wire/by-draft.js'
import { type Frank, FrankAAD, FrankingAgentData } from '../../wire/franking.js'
import {
  type Accepted,
  frankingContext,
  frankingContextHash,
  frankingIntegrityLabel,
  frankingIntegrityTbs,
  serverFrank,
} from '../../wire/franking-marks.js'
import type { StoredKeys } from '../store/hosted.js'

/** What a hub franks with in one room. */
export interface FrankingMeans {
  readonly extensions: readonly Extension[]
  readonly suite: number
  readonly epoch: bigint
  readonly keys: StoredKeys
  /** The hub's own secrets, the one in use first. */
  readonly secrets: readonly Uint8Array[]
  readonly readings: Readings
}

export type AnyFrank = ValueIn<typeof Frank, '02ed' | '06'>

export interface FrankingRules {
  /** The octets of the franking item of a message; null where there is none. */
  item: ByDraft<(means: FrankingMeans, authenticatedData: Uint8Array) => Uint8Array | null>
  /** The franking tag in an item; null where it is malformed: such a message is accepted without a frank. */
  tag(item: Uint8Array): Uint8Array | null
  /** Whether the hub can frank in this room: in 06 the group has to name its key as that of the franking agent. */
  can: ByDraft<(means: FrankingMeans) => boolean>
  /** The secret that new messages are marked with. */
  secret(secrets: readonly Uint8Array[]): Uint8Array | undefined
  /** Those with which a reported message may have been marked: all that ever were in use. */
  secretsOfReports(secrets: readonly Uint8Array[]): readonly Uint8Array[]
  /** Sender, room and time as they are mixed into a mark (02ed: bare, R-W32). */
  context: ByDraft<(accepted: Accepted) => Uint8Array>
  /** HMAC-SHA256 over tag and context. */
  serverFrank(secret: Uint8Array, tag: Uint8Array, context: Uint8Array): Uint8Array
  /** The frank as it is fanned out. */
  frank: ByDraft<(marked: Marked) => AnyFrank | null>
  /** What the hub signs, so that followers cannot change it (06). */
  signed(server_frank: Uint8Array, franking_signature_ciphersuite: number, accepted: Accepted): Uint8Array
  /** Whether a reported frank's signature is the hub's own (06: 5.9). */
  signedByUs(frank: AnyFrank, accepted: Accepted, keys: StoredKeys): boolean
}

/** A message that has its server frank. */
export interface Marked {
  readonly tag: Uint8Array
  readonly serverFrank: Uint8Array
  readonly context: Uint8Array
  readonly accepted: Accepted
  readonly means: FrankingMeans
  readonly rules: FrankingRules
}

export const frankingRules: FrankingRules = {
  item: byDraft({
    '01': () => null,
    '02ed': ({ readings }, data) => safeItem(data, readings.frankAadExtension),
    // Without the component there is no SafeAAD, whatever the octets look like (mls-extensions-09, 4.9).
    '06': ({ extensions }, data) =>
      present(extensions, componentIds.safe_aad) ? safeItem(data, componentIds.frank_aad) : null,
  }),
  tag(item) {
    const read = tryDecode(FrankAAD['06'], item)
    return read.ok ? read.value.franking_tag : null
  },
  can: byDraft({
    '01': () => false,
    '02ed': () => true,
    '06': ({ extensions, keys, suite }) => {
      const agent = readComponent(FrankingAgentData['06'], extensions, componentIds.franking_signature_key)
      const ours = agent !== null && Buffer.compare(agent.franking_signature_key, keys.publicKey) === 0
      return ours && suiteOf(suite).signature.crv === suiteOf(keys.suite).signature.crv
    },
  }),
  secret: ([current]) => current,
  secretsOfReports: (secrets) => secrets,
  context: byDraft({
    '01': () => new Uint8Array(),
    '02ed': frankingContext['02ed'],
    '06': frankingContext['06'],
  }),
  serverFrank,
  frank: byDraft({
    '01': () => null,
    '02ed': ({ tag, serverFrank, context, means: { secrets, epoch } }) => ({
      franking_tag: tag,
      serverFrank,
      franking_context_hash: contextHash(secrets, epoch, context),
    }),
    '06': ({ serverFrank, accepted, means: { suite, keys }, rules }) => ({
      server_frank: serverFrank,
      franking_signature_ciphersuite: suite,
      franking_integrity_signature: signWithLabel(
        suite,
        importKeyPair(suiteOf(keys.suite).signature, keys.publicKey, keys.privateKey).privateKey,
        frankingIntegrityLabel,
        rules.signed(serverFrank, suite, accepted),
      ),
    }),
  }),
  signed: frankingIntegrityTbs,
  signedByUs(frank, accepted, { publicKey }) {
    if (!('franking_integrity_signature' in frank)) return true
    const { server_frank, franking_signature_ciphersuite: suite, franking_integrity_signature: signature } = frank
    const content = frankingIntegrityTbs(server_frank, suite, accepted)
    return verifyWithLabel(suite, publicKey, frankingIntegrityLabel, content, signature)
  },
}

/** The frank of a message that is being accepted; null for one that has no tag or cannot be franked. */
export function frankOf(
  rules: FrankingRules,
  draft: Draft,
  means: FrankingMeans,
  authenticatedData: Uint8Array,
  accepted: Accepted,
): AnyFrank | null {
  const item = rules.item[draft](means, authenticatedData)
  const tag = item && rules.tag(item)
  const secret = rules.secret(means.secrets)
  if (!tag || !secret || !rules.can[draft](means)) return null
  const context = rules.context[draft](accepted)
  const serverFrank = rules.serverFrank(secret, tag, context)
  return rules.frank[draft]({ tag, serverFrank, context, accepted, means, rules })
}

/** Whether the hub once gave this server frank to a message with this tag, under any of its secrets. */
export function markedByUs(
  rules: FrankingRules,
  draft: Draft,
  secrets: readonly Uint8Array[],
  { tag, serverFrank, accepted }: { tag: Uint8Array; serverFrank: Uint8Array; accepted: Accepted },
): boolean {
  const context = rules.context[draft](accepted)
  return rules
    .secretsOfReports(secrets)
    .some((secret) => timingSafeEqual(rules.serverFrank(secret, tag, context), serverFrank))
}

/**
 * 02ed: franking_context_secret comes from the associated-party key schedule, an unpublished draft that gives hub and
 * members a common secret. There is none here: the hub's own secret, one for each epoch, stands in for it, so that the
 * hash has its form and nobody can verify it.
 */
function contextHash(secrets: readonly Uint8Array[], epoch: bigint, context: Uint8Array): Uint8Array {
  const [secret = new Uint8Array()] = secrets
  const ofEpoch = createHmac('sha256', secret).update(`franking_context ${epoch}`).digest()
  return frankingContextHash(ofEpoch, context)
}

/** An item of the SafeAAD at the beginning of authenticated data; other data may follow (mls-extensions-09, 4.9). */
function safeItem(data: Uint8Array, id: number): Uint8Array | null {
  const whole = tryDecode(SafeAAD, data)
  const read =
    !whole.ok && whole.error.code === 'trailing-bytes'
      ? tryDecode(SafeAAD, data.subarray(0, whole.error.offset))
      : whole
  if (!read.ok) return null
  return read.value.aad_items.find(({ component_id }) => component_id === id)?.aad_item_data ?? null
}

function present(extensions: readonly Extension[], id: number): boolean {
  return component(extensions, id) !== null
}

function readComponent<T>(codec: Codec<T>, extensions: readonly Extension[], id: number): T | null {
  const data = component(extensions, id)
  const read = data && tryDecode(codec, data)
  return read?.ok ? read.value : null
}

/** How the values of franking are computed (02ed: 5.4.1; 06: 5.4.1), as far as no group's key is needed. */
import { createHash, createHmac } from 'node:crypto'
import { encode } from '../codec/index.js'
import { byDraft, type ByDraft } from '../drafts/by-draft.js'
import { FrankingIntegrityTBS, ServerFrankingContext } from './franking.js'

/** What a hub knows of a message that it accepts, and a receiver of one that it got. */
export interface Accepted {
  /** URIs. */
  readonly sender: string
  readonly room: string
  /** ms since the epoch. */
  readonly time: bigint
}

/**
 * The sender's tag on its content: HMAC-SHA256.
 * @param key in 06 the salt that the content begins with, in 02ed its franking key
 */
export function frankingTag(key: Uint8Array, applicationData: Uint8Array): Uint8Array {
  return hmac(key, applicationData)
}

type Context = (accepted: Accepted) => Uint8Array

/** Sender, room and time as they are mixed into a mark: in 02ed bare behind one another (R-W32), in 06 a structure. */
export const frankingContext: ByDraft<null, Context, Context> = byDraft({
  '01': null,
  '02ed': ({ sender, room, time }) => {
    const timestamp = Buffer.alloc(8)
    timestamp.writeBigUInt64BE(time)
    return joined(utf8.encode(sender), utf8.encode(room), timestamp)
  },
  '06': (accepted) => encode(ServerFrankingContext['06'], contextOf(accepted)),
})

/** The hub's mark on a message. @param hubKey a secret of the hub's own */
export function serverFrank(hubKey: Uint8Array, tag: Uint8Array, context: Uint8Array): Uint8Array {
  return hmac(hubKey, joined(tag, context))
}

/** 02ed: what lets members verify the context. @param secret the epoch's franking_context_secret, which the hub shares */
export function frankingContextHash(secret: Uint8Array, context: Uint8Array): Uint8Array {
  return new Uint8Array(createHash('sha256').update(secret).update(context).digest())
}

/** Under which the hub signs, in 06, so that followers cannot change what it says. */
export const frankingIntegrityLabel = 'FrankingIntegrityTBS'

/** 06: what the hub signs under that label. @param suite of the group when the message was franked */
export function frankingIntegrityTbs(server_frank: Uint8Array, suite: number, accepted: Accepted): Uint8Array {
  return encode(FrankingIntegrityTBS['06'], {
    server_frank,
    franking_signature_ciphersuite: suite,
    context: contextOf(accepted),
  })
}

const utf8 = new TextEncoder()

function contextOf({ sender, room, time }: Accepted) {
  return {
    sender_uri: { uri: utf8.encode(sender) },
    room_uri: { uri: utf8.encode(room) },
    accepted_timestamp: time,
  }
}

function hmac(key: Uint8Array, data: Uint8Array): Uint8Array {
  return new Uint8Array(createHmac('sha256', key).update(data).digest())
}

function joined(...parts: Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts))
}

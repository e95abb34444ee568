/** PublicMessages by our own codec (RFC 9420, 6.1 and 6.2): what is signed, and the signature. */
import type { KeyObject } from 'node:crypto'
import { encode, opaque } from '../codec/index.js'
import type { Draft } from '../drafts/ids.js'
import { signWithLabel } from './sign.js'
import { type FramedContent, type FramedContentAuthData, FramedContentTBS } from './wire/framing.js'
import type { GroupContext } from './wire/group-context.js'
import { MLSMessage } from './wire/message.js'
import type { PublicMessage } from './wire/public-message.js'
import { wireFormats } from './wire/registries.js'

const envelope = { version: 1, wire_format: wireFormats.mls_public_message }

/**
 * The encoded FramedContentTBS of a PublicMessage (6.1).
 * @param context of the epoch that the message is for; left out of what external and new_member_proposal senders sign
 */
export function framedContentTBS(draft: Draft, content: FramedContent, context: GroupContext | null): Uint8Array {
  const signed = { ...envelope, content }
  return encode(FramedContentTBS[draft], context ? { ...signed, context } : signed)
}

/** The signature of FramedContentAuthData; `context` as for {@link framedContentTBS}. */
export function signFramedContent(
  { draft, suite, privateKey }: { draft: Draft; suite: number; privateKey: KeyObject },
  content: FramedContent,
  context: GroupContext | null,
): Uint8Array {
  return signWithLabel(suite, privateKey, 'FramedContentTBS', framedContentTBS(draft, content, context))
}

/** The MLSMessage that holds a PublicMessage. */
export function encodePublicMessage(draft: Draft, public_message: PublicMessage): Uint8Array {
  return encode(MLSMessage[draft], { ...envelope, public_message })
}

/**
 * The encoded AuthenticatedContentTBM, over which a member's membership_tag goes (6.2).
 * @param signed the encoded FramedContentTBS
 */
export function authenticatedContentTBM(signed: Uint8Array, auth: FramedContentAuthData): Uint8Array {
  const tags = 'confirmation_tag' in auth ? [auth.signature, auth.confirmation_tag] : [auth.signature]
  return new Uint8Array(Buffer.concat([signed, ...tags.map((tag) => encode(opaque, tag))]))
}

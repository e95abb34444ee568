/** Transcript hashes (RFC 9420, 8.2), which anybody who sees the commits can follow. */
import { encode } from '../codec/index.js'
import type { Draft } from '../drafts/ids.js'
import { hash } from './sign.js'
import { ConfirmedTranscriptHashInput, InterimTranscriptHashInput } from './wire/framing.js'
import type { GroupContext } from './wire/group-context.js'
import type { PublicMessage } from './wire/public-message.js'
import { wireFormats } from './wire/registries.js'

/** What of an epoch the next transcript hash goes on from; a GroupInfo has both. */
export interface Transcript {
  group_context: GroupContext
  confirmation_tag: Uint8Array
}

/** interim_transcript_hash of an epoch, the first one (11) included. */
export function interimTranscriptHash({ group_context, confirmation_tag }: Transcript): Uint8Array {
  const { cipher_suite, confirmed_transcript_hash } = group_context
  const input = encode(InterimTranscriptHashInput, { confirmation_tag })
  return hash(cipher_suite, Buffer.concat([confirmed_transcript_hash, input]))
}

/** confirmed_transcript_hash of the epoch that a commit begins. */
export function nextConfirmedTranscriptHash(
  draft: Draft,
  before: Transcript,
  { content, auth }: PublicMessage,
): Uint8Array {
  const wire_format = wireFormats.mls_public_message
  const input = encode(ConfirmedTranscriptHashInput[draft], { wire_format, content, signature: auth.signature })
  return hash(before.group_context.cipher_suite, Buffer.concat([interimTranscriptHash(before), input]))
}

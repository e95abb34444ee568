/** Transcript hashes (RFC 9420, 8.2), which anybody who sees the commits can follow. */
import { encode } from '../codec/index.js'
import type { Draft } from '../drafts/ids.js'
import { hash } from './sign.js'
import { type AuthenticatedContent, ConfirmedTranscriptHashInput, InterimTranscriptHashInput } from './wire/framing.js'
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
  const commit = { wire_format: wireFormats.mls_public_message, content, auth }
  return confirmedTranscriptHash(draft, before.group_context.cipher_suite, interimTranscriptHash(before), commit)
}

/** The same from the interim_transcript_hash of the epoch before, for a commit in any wire format. */
export function confirmedTranscriptHash(
  draft: Draft,
  suite: number,
  interim: Uint8Array,
  { wire_format, content, auth }: AuthenticatedContent,
): Uint8Array {
  const input = encode(ConfirmedTranscriptHashInput[draft], { wire_format, content, signature: auth.signature })
  return hash(suite, Buffer.concat([interim, input]))
}

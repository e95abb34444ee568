/** PublicMessages with one thing wrong about their framing, everything else signed and tagged as it should be. */
import { encode } from '../../codec/index.js'
import type { Draft } from '../../drafts/ids.js'
import type { Group } from '../engine.js'
import { authenticatedContentTBM, framedContentTBS } from '../framing.js'
import type { KeyPair } from '../keys.js'
import { signWithLabel } from '../sign.js'
import type { FramedContent, FramedContentAuthData } from '../wire/framing.js'
import { GroupContext } from '../wire/group-context.js'
import type { PublicMessage } from '../wire/public-message.js'

/** Whoever frames a message, and where. */
export interface Framer {
  draft: Draft
  suite: number
  signer: KeyPair
  group: Group
  /** Of the epoch that the message is for. */
  context: GroupContext
}

/** Each stage takes what the one before made. */
export interface FramingEdits {
  /** Before it is signed. */
  content?: (content: FramedContent, framer: Framer) => FramedContent
  /** What is signed instead of the content, which stays as it is. */
  signed?: (content: FramedContent) => FramedContent
  /** Instead of `FramedContentTBS`. */
  label?: string
  /** True to sign as somebody outside would, without the GroupContext. */
  contextFree?: boolean
  /** Signs instead of the framer. */
  signer?: KeyPair
  /** After it is signed, and before the membership tag. */
  auth?: (auth: FramedContentAuthData) => FramedContentAuthData
  membershipTag?: (tag: Uint8Array) => Uint8Array
}

/** Only these sign the GroupContext with the content (6.1). */
const bound = ['member', 'new_member_commit']

/** @param confirmation_tag null for a proposal */
export async function frame(
  framer: Framer,
  original: FramedContent,
  confirmation_tag: Uint8Array | null,
  edits: FramingEdits,
): Promise<PublicMessage> {
  const { draft, suite, group } = framer
  const content = edits.content?.(original, framer) ?? original
  const tbs = (value: FramedContent) =>
    framedContentTBS(draft, value, bound.includes(value.sender.sender_type) ? framer.context : null)
  const { privateKey } = edits.signer ?? framer.signer
  const whole = tbs(edits.signed?.(content) ?? content)
  // The GroupContext is what stands last.
  const covered = edits.contextFree ? whole.subarray(0, -encode(GroupContext, framer.context).length) : whole
  const signature = signWithLabel(suite, privateKey, edits.label ?? 'FramedContentTBS', covered)
  const signed = confirmation_tag ? { signature, confirmation_tag } : { signature }
  const auth = edits.auth?.(signed) ?? signed
  if (content.sender.sender_type !== 'member') return { content, auth }
  const tag = await group.membershipTag(authenticatedContentTBM(tbs(content), auth))
  return { content, auth, membership_tag: edits.membershipTag?.(tag) ?? tag }
}

/** Of the same length, and different in one bit. */
export function flipped(bytes: Uint8Array): Uint8Array {
  const copy = bytes.slice()
  const last = copy.length - 1
  copy[last] = (copy[last] ?? 0) ^ 1
  return copy
}

/** Readings R-W13 and R-W14: the drafts select on what kind of message an MLSMessage holds, by fields it does not have. */
import { type Breach, type Codec, refine } from '../codec/index.js'
import { type ContentType, type MLSMessage, wireFormats } from '../mls/wire/index.js'

/** `application` is a PrivateMessage; handshake kinds are read from the message that the hub can read. */
export type MessageKind = 'application' | 'proposal' | 'commit' | 'welcome'

/** The kind, or why the message is none that an update or a fanout may carry. */
function classify(message: MLSMessage): MessageKind | Breach {
  const { mls_welcome, mls_private_message, mls_public_message } = wireFormats
  if (message.wire_format === mls_welcome) return 'welcome'
  if (message.wire_format === mls_private_message && 'private_message' in message) {
    const { content_type } = message.private_message
    const why = `a PrivateMessage must hold an application message here, not a ${content_type}`
    return content_type === 'application' ? content_type : { path: 'private_message.content_type', why }
  }
  if (message.wire_format === mls_public_message && 'public_message' in message)
    return handshakeKind(message.public_message.content.content_type, 'public_message.content.content_type')
  if ('semiprivate_message' in message)
    return handshakeKind(message.semiprivate_message.content_type, 'semiprivate_message.content_type')
  return { path: 'wire_format', why: 'neither a GroupInfo nor a KeyPackage is an event' }
}

function handshakeKind(type: ContentType, path: string): MessageKind | Breach {
  if (type !== 'application') return type
  return { path, why: 'a PublicMessage or SemiPrivateMessage must hold a proposal or a commit' }
}

/** The kind of a message that passed `fanoutMessage` or `handshakeMessage`; null for any other. */
export function kindOf(message: MLSMessage): MessageKind | null {
  const kind = classify(message)
  return typeof kind === 'string' ? kind : null
}

/** An MLSMessage that can be an event of a room: anything but a GroupInfo, a KeyPackage or an unreadable handshake. */
export function fanoutMessage(message: Codec<MLSMessage>): Codec<MLSMessage> {
  return refine(message, (value) => {
    const kind = classify(value)
    return typeof kind === 'string' ? null : kind
  })
}

/** An MLSMessage with a proposal or commit that the hub can read. */
export function handshakeMessage(message: Codec<MLSMessage>): Codec<MLSMessage> {
  return refine(message, (value) => {
    if (value.wire_format !== wireFormats.mls_public_message && !('semiprivate_message' in value))
      return { path: 'wire_format', why: 'an update is a PublicMessage or a SemiPrivateMessage' }
    const kind = classify(value)
    return typeof kind === 'string' ? null : kind
  })
}

export function isHandshake(kind: MessageKind): kind is 'proposal' | 'commit' {
  return kind === 'proposal' || kind === 'commit'
}

/** Who sent a PublicMessage, and whether they did (RFC 9420, 6.1 and 12.1.8): all of it but the tags that members make. */
import { framedContentTBS } from '../framing.js'
import { verifyWithLabel } from '../sign.js'
import { leafAt } from '../tree/index.js'
import type { FramedContent } from '../wire/framing.js'
import type { PublicMessage } from '../wire/public-message.js'
import { PublicGroupError } from './error.js'
import { kindOf } from '../proposal-kinds.js'
import type { State } from './state.js'

/** @throws PublicGroupError with code group-id, epoch, content-type, sender or signature */
export function verifyMessage(state: State, { content, auth }: PublicMessage): void {
  const { group_context, draft } = state
  if (state.closed) throw new PublicGroupError('epoch', 'content.epoch', '12.4.2', 'a ReInit has ended this group')
  if (Buffer.compare(content.group_id, group_context.group_id) !== 0) {
    throw new PublicGroupError('group-id', 'content.group_id', '6', 'it is a message for another group')
  }
  if (content.epoch !== group_context.epoch) {
    const what = `expected the current epoch ${group_context.epoch}, got ${content.epoch}`
    throw new PublicGroupError('epoch', 'content.epoch', '12.4.2', what)
  }
  if (content.content_type === 'application') {
    const what = 'application messages are sent as PrivateMessage'
    throw new PublicGroupError('content-type', 'content.content_type', '6', what)
  }
  const { key, inContext } = signerOf(state, content)
  const signed = framedContentTBS(draft, content, inContext ? group_context : null)
  if (verifyWithLabel(group_context.cipher_suite, key, 'FramedContentTBS', signed, auth.signature)) return
  throw new PublicGroupError(
    'signature',
    'auth.signature',
    '6.1',
    `it does not verify as one of ${senderText(content)}`,
  )
}

interface Signer {
  key: Uint8Array
  /** Whether the signature covers the GroupContext. */
  inContext: boolean
}

function signerOf(state: State, content: FramedContent): Signer {
  switch (content.sender.sender_type) {
    case 'member':
      return { key: memberKey(state, content.sender.leaf_index), inContext: true }
    case 'external':
      return { key: externalKey(state, content, content.sender.sender_index), inContext: false }
    case 'new_member_proposal':
      return { key: newMemberKey(content), inContext: false }
    case 'new_member_commit':
      return { key: joinerKey(content), inContext: true }
  }
}

function memberKey({ tree }: State, leaf_index: number): Uint8Array {
  const leaf = leafAt(tree, leaf_index)
  if (leaf) return leaf.signature_key
  const what = `no member has leaf index ${leaf_index}`
  throw new PublicGroupError('sender', 'content.sender.leaf_index', '6.1', what)
}

function externalKey({ externalSenders, draft }: State, content: FramedContent, sender_index: number): Uint8Array {
  const sender = externalSenders[sender_index]
  if (!sender) {
    const what = `expected an index below ${externalSenders.length}, the number of external_senders, got ${sender_index}`
    throw new PublicGroupError('sender', 'content.sender.sender_index', '6.1', what)
  }
  if (content.content_type !== 'proposal') {
    throw wrongContent(`an external sender sends proposals, got a ${content.content_type}`, '6.1')
  }
  const { name, external } = kindOf(draft, content.proposal.proposal_type)
  if (external) return sender.signature_key
  const what = `an external sender must not send a ${name}`
  throw new PublicGroupError('sender', 'content.proposal.proposal_type', '12.1.8', what)
}

function newMemberKey(content: FramedContent): Uint8Array {
  if (content.content_type !== 'proposal' || !('key_package' in content.proposal)) {
    throw wrongContent('a new_member_proposal sender sends an Add proposal', '6.1')
  }
  return content.proposal.key_package.leaf_node.signature_key
}

function joinerKey(content: FramedContent): Uint8Array {
  if (content.content_type !== 'commit') throw wrongContent('a new_member_commit sender sends a commit', '6.1')
  const { path } = content.commit
  if (path) return path.leaf_node.signature_key
  throw new PublicGroupError('path', 'content.commit.path', '12.4.3.2', 'an external commit must have a path')
}

function wrongContent(what: string, section: string): PublicGroupError {
  return new PublicGroupError('content-type', 'content.content_type', section, what)
}

function senderText({ sender }: FramedContent): string {
  switch (sender.sender_type) {
    case 'member':
      return `the member at leaf ${sender.leaf_index}`
    case 'external':
      return `external sender ${sender.sender_index}`
    default:
      return 'the newcomer whose leaf it brings'
  }
}

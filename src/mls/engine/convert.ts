/** Between our structures and those of ts-mls, by way of bytes that our own reader or writer has vouched for. */
import type { Decoder } from 'ts-mls'
import { decodeExtension, encodeExtension, type Extension as EngineExtension } from 'ts-mls/extension.js'
import { decodeMlsMessage, type MLSMessage as EngineMessage } from 'ts-mls/message.js'
import {
  customProposalSizes,
  decodeProposal,
  encodeProposal,
  type Proposal as EngineProposal,
} from 'ts-mls/proposal.js'
import { decode, encode } from '../../codec/index.js'
import type { Draft } from '../../drafts/ids.js'
import { Extension } from '../wire/leaf-node.js'
import type { MLSMessage } from '../wire/message.js'
import { Proposal } from '../wire/proposal.js'
import { proposalTypes } from '../wire/registries.js'
import { EngineError } from './error.js'

/**
 * Reads with ts-mls.
 * @param customProposals those in the bytes, encoded: ts-mls does not know where a type ends that RFC 9420 does not have
 */
export function convert<T>(decoder: Decoder<T>, bytes: Uint8Array, customProposals: readonly Uint8Array[] = []): T {
  customProposalSizes.splice(0, Infinity, ...customProposals.map(({ length }) => length - typeLength))
  const result = decoder(bytes, 0)
  if (!result || result[1] !== bytes.length || customProposalSizes.length > 0) {
    throw new EngineError('well-formed bytes, but ts-mls cannot represent what they say')
  }
  return result[0]
}

/** A proposal begins with its type. */
const typeLength = 2

/** A proposal of ours as ts-mls has it. @throws CodecError for a proposal that the draft does not have */
export function toEngineProposal(draft: Draft, proposal: Proposal): EngineProposal {
  const bytes = encode(Proposal[draft], proposal)
  return convert(decodeProposal, bytes, isCustom(proposal) ? [bytes] : [])
}

export function fromEngineProposal(draft: Draft, proposal: EngineProposal): Proposal {
  return decode(Proposal[draft], encodeProposal(proposal))
}

export function toEngineExtension(extension: Extension): EngineExtension {
  return convert(decodeExtension, encode(Extension, extension))
}

export function fromEngineExtension(extension: EngineExtension): Extension {
  return decode(Extension, encodeExtension(extension))
}

/** A message that was read strictly, as ts-mls has it. */
export function toEngineMessage(draft: Draft, message: MLSMessage, bytes: Uint8Array): EngineMessage {
  const custom = proposalsOf(message).filter(isCustom)
  return convert(
    decodeMlsMessage,
    bytes,
    custom.map((proposal) => encode(Proposal[draft], proposal)),
  )
}

/** The proposals in a message, those of a commit by value only. */
function proposalsOf(message: MLSMessage): Proposal[] {
  if (!('public_message' in message)) return []
  const { content } = message.public_message
  if (content.content_type === 'proposal') return [content.proposal]
  if (content.content_type !== 'commit') return []
  return content.commit.proposals.flatMap((entry) => (entry.type === 'proposal' ? [entry.proposal] : []))
}

function isCustom({ proposal_type }: Proposal): boolean {
  return proposal_type > proposalTypes.group_context_extensions
}

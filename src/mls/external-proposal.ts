/** Proposals of those who are no members (RFC 9420, 12.1.8): external senders, and newcomers who ask to be added. */
import type { KeyObject } from 'node:crypto'
import { decode } from '../codec/index.js'
import type { Draft } from '../drafts/ids.js'
import { encodePublicMessage, signFramedContent } from './framing.js'
import type { KeyPackageBundle } from './key-package-bundle.js'
import type { FramedContent, Sender } from './wire/framing.js'
import { KeyPackage } from './wire/key-package.js'
import type { Proposal } from './wire/proposal.js'
import { proposalTypes } from './wire/registries.js'

interface Addressed {
  draft: Draft
  groupId: Uint8Array
  /** The group's current epoch. */
  epoch: bigint
  authenticatedData?: Uint8Array
}

export interface ExternalProposal extends Addressed {
  /** The group's. */
  suite: number
  /** Belongs to the signature_key of the external sender. */
  privateKey: KeyObject
  /** Position in the external_senders extension, from zero (12.1.8.1). */
  senderIndex: number
  proposal: Proposal
}

/**
 * A proposal of an external sender. It is signed without GroupContext (6.1), and may be add, remove, psk, reinit,
 * group_context_extensions or a type that says so of itself (12.1.8); that is for the caller to keep to, or not.
 * @returns MLSMessage holding a PublicMessage
 */
export function externalProposal({ senderIndex, proposal, ...signer }: ExternalProposal): Uint8Array {
  return fromOutside(signer, { sender_type: 'external', sender_index: senderIndex }, proposal)
}

export interface NewMemberProposal extends Addressed {
  /** The newcomer's key package, whose leaf has the signature key. */
  keyPackage: Pick<KeyPackageBundle, 'suite' | 'bytes' | 'signatureKeys'>
}

/**
 * A newcomer's own Add (12.1.8), signed without GroupContext and with the key of the leaf in its key package (6.1).
 * @returns MLSMessage holding a PublicMessage
 * @throws CodecError when the bytes are no KeyPackage
 */
export function newMemberProposal({ keyPackage, ...addressed }: NewMemberProposal): Uint8Array {
  const { suite, bytes, signatureKeys } = keyPackage
  const add: Proposal = { proposal_type: proposalTypes.add, key_package: decode(KeyPackage, bytes) }
  const signer = { ...addressed, suite, privateKey: signatureKeys.privateKey }
  return fromOutside(signer, { sender_type: 'new_member_proposal' }, add)
}

function fromOutside(
  signer: Addressed & { suite: number; privateKey: KeyObject },
  sender: Sender,
  proposal: Proposal,
): Uint8Array {
  const { draft, groupId, epoch, authenticatedData = new Uint8Array() } = signer
  const content: FramedContent = {
    group_id: groupId,
    epoch,
    sender,
    authenticated_data: authenticatedData,
    content_type: 'proposal',
    proposal,
  }
  return encodePublicMessage(draft, { content, auth: { signature: signFramedContent(signer, content, null) } })
}

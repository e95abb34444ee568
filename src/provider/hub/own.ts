/** The hub's own proposals, as an external sender (7.4). */
import { decode } from '../../codec/index.js'
import { externalProposal } from '../../mls/external-proposal.js'
import type { PublicGroup } from '../../mls/public-group.js'
import { MLSMessage, type Proposal } from '../../mls/wire/index.js'
import type { Context } from '../endpoints/endpoint.js'
import type { PendingProposal, PreparedRoom } from '../store/hosted.js'
import type { Framed } from './handshake.js'
import { privateKeyOf } from './keys.js'

/** A proposal that was accepted, with its message. */
export interface AcceptedProposal extends Framed {
  readonly pending: PendingProposal
}

/**
 * Proposals of the hub for a group, as they are kept and sent; none for a group that does not list the hub among its
 * external senders.
 * @param time at which they are accepted, ms since the epoch
 */
export function proposeAsHub(
  { draft }: Context,
  { hubKeys }: PreparedRoom,
  group: PublicGroup,
  proposals: readonly Proposal[],
  time: number,
): AcceptedProposal[] {
  const senderIndex = group.externalSenders.findIndex(
    ({ signature_key }) => Buffer.compare(signature_key, hubKeys.publicKey) === 0,
  )
  if (senderIndex < 0) return []
  const { groupId, epoch, suite } = group
  const privateKey = privateKeyOf(hubKeys)
  return proposals.flatMap((proposal) => {
    const message = externalProposal({ draft, suite, privateKey, groupId, epoch, senderIndex, proposal })
    const envelope = decode(MLSMessage[draft], message)
    return 'public_message' in envelope
      ? [accepted(group, { envelope, message: envelope.public_message }, message, time)]
      : []
  })
}

export function accepted(
  group: PublicGroup,
  framed: Framed,
  message: Uint8Array,
  acceptedTime: number,
): AcceptedProposal {
  return { ...framed, pending: { ref: group.proposalRef(framed.message), message, acceptedTime } }
}

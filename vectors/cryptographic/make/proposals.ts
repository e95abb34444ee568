/** Proposals to the group of a room, in PublicMessages (RFC 9420, 6.2). Their encoding is the same in all drafts. */
import { authenticatedContentTBM, framedContentTBS } from '../../../src/mls/framing.js'
import type { KeyPair } from '../../../src/mls/keys.js'
import { mac } from '../../../src/mls/primitives.js'
import { suiteOf } from '../../../src/mls/suites.js'
import {
  type FramedContent,
  type GroupContext,
  type Proposal,
  type PublicMessage,
  type Sender,
} from '../../../src/mls/wire/index.js'
import type { Group } from './group.js'
import { signed } from './sign.js'

export interface Framed {
  readonly message: PublicMessage
  readonly signer: KeyPair
  /** What of the group the sender signs, too; null for senders from outside. */
  readonly context: GroupContext | null
}

/** From inside: Alice, at leaf 0. */
export function memberProposal(group: Group, proposal: Proposal): Framed {
  const framed = signedProposal(
    group,
    proposal,
    { sender_type: 'member', leaf_index: 0 },
    group.aliceKeys,
    group.context,
  )
  const tbm = authenticatedContentTBM(framed.tbs, framed.auth)
  return { ...framed, message: { ...framed, membership_tag: mac(suiteOf(group.suite), group.membershipKey, tbm) } }
}

/** From outside: the hub, first of the external senders. */
export function hubProposal(group: Group, proposal: Proposal): Framed {
  const framed = signedProposal(group, proposal, { sender_type: 'external', sender_index: 0 }, group.hubKeys, null)
  return { ...framed, message: framed }
}

function signedProposal(
  { suite, context: { group_id, epoch } }: Group,
  proposal: Proposal,
  sender: Sender,
  signer: KeyPair,
  context: GroupContext | null,
) {
  const framing = { group_id, epoch, sender, authenticated_data: new Uint8Array() }
  const content: FramedContent = { ...framing, content_type: 'proposal', proposal }
  const tbs = framedContentTBS('06', content, context)
  return { content, auth: { signature: signed(suite, signer, 'FramedContentTBS', tbs) }, tbs, signer, context }
}

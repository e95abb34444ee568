/** Who stands behind a handshake, and whether the provider that hands it in may do so (4.3, 5.3, 7.4). */
import { credentialIdentity } from '../../mls/credential.js'
import type { LeafNode, Proposal, Sender } from '../../mls/wire/index.js'
import type { Context } from '../endpoints/endpoint.js'
import type { Actor } from '../rules/policy/index.js'
import { authorityOf } from '../uri.js'
import { Declined, declining, notAllowed } from './declined.js'
import type { Framed } from './handshake.js'
import type { Room } from './types.js'

/** The author of a message. @param joiner the leaf of a sender who is not in the group yet */
export function actorOf(room: Room, sender: Sender, joiner: LeafNode | null): Actor {
  if (sender.sender_type === 'external') {
    const entry = room.group.externalSenders[sender.sender_index]
    const [named = ''] = entry ? credentialIdentity(entry.credential) : []
    return { kind: 'external', index: sender.sender_index, domain: authorityOf(named) ?? '' }
  }
  const leaf = sender.sender_type === 'member' ? room.group.member(sender.leaf_index) : joiner
  const user = leaf && room.userOf(leaf)
  return user ? { kind: 'user', user, leaf } : notAllowed('the credential of the sender names no user')
}

/** The leaf that a newcomer's own message holds: of its commit's path, or of the key package it wants to be added with. */
export function joinerOf({ message: { content } }: Framed): LeafNode | null {
  if (content.content_type === 'commit') return content.commit.path?.leaf_node ?? null
  return content.content_type === 'proposal' ? addedBy(content.proposal) : null
}

function addedBy(proposal: Proposal): LeafNode | null {
  return 'key_package' in proposal ? proposal.key_package.leaf_node : null
}

/**
 * A handshake that is for this group and epoch, signed by whom it names, and handed in by that one's provider.
 * @throws Declined
 */
export function authenticated(context: Context, room: Room, provider: string, framed: Framed): Actor {
  const { hub } = context.ports.rules
  const { content } = framed.message
  const { group } = room
  if (!hub.ofGroup(group, content.group_id)) notAllowed("the message is for another group than the room's")
  if (!hub.inEpoch(content.epoch, group.epoch)) {
    const currentEpoch = hub.currentEpoch(group)
    throw new Declined({ code: 'wrongEpoch', why: `the group is in epoch ${group.epoch}`, currentEpoch })
  }
  const kind = content.content_type === 'commit' ? 'commit' : 'proposal'
  if (!hub.maySend(content.sender.sender_type, kind)) notAllowed('only clients commit (7.3)')
  declining(() => hub.authentic(group, framed.message))
  const actor = actorOf(room, content.sender, joinerOf(framed))
  const owned =
    actor.kind === 'user' ? hub.speaksFor(provider, actor.user) : hub.speaksFor(provider, `mimi://${actor.domain}`)
  if (!owned) notAllowed(`${provider} cannot speak for ${actor.kind === 'user' ? actor.user : actor.domain}`)
  if (actor.kind === 'user' && hub.banned(room.hosted, actor.user, context.ports.clock.now())) {
    notAllowed(`${actor.user} is banned from this room`)
  }
  return actor
}

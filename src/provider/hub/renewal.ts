/** What a commit leads the hub to propose itself, for the epoch that it begins (5.5, 7.4). */
import { encode } from '../../codec/index.js'
import type { PublicGroup } from '../../mls/public-group.js'
import { withExtension } from '../../mls/wire/extensions.js'
import { ExternalSenders, extensionTypes, type Proposal, proposalTypes } from '../../mls/wire/index.js'
import {
  type Participant,
  participantChangeOf,
  participantProposal,
  participantsOf,
} from '../../wire/room-state/index.js'
import type { Context } from '../endpoints/endpoint.js'
import { authorOf, leavesBy } from '../rules/hub.js'
import type { Waiting } from './types.js'
import type { Room } from './types.js'

/**
 * An external commit voids the proposals that wait; these are comparable ones for the new epoch (5.5).
 * @param voided the proposals that the commit did not cover
 * @param next the group after the commit
 */
export function renewed(context: Context, room: Room, voided: readonly Waiting[], next: PublicGroup): Proposal[] {
  return voided.flatMap((each) => again(context, room, each, next) ?? [])
}

/**
 * Takes the servers of providers that have lost their last participant off the external senders (7.4).
 * @param next the group after the commit
 * @param listed the participants after it
 */
export function delisting({ ports }: Context, room: Room, next: PublicGroup, listed: ReadonlySet<string>): Proposal[] {
  const senders = next.externalSenders
  const gone = ports.rules.hub.delisted(senders, room.listed, listed)
  if (gone.length === 0) return []
  const extension_data = encode(
    ExternalSenders,
    senders.filter((each) => !gone.includes(each)),
  )
  const extensions = withExtension(next.context.extensions, {
    extension_type: extensionTypes.external_senders,
    extension_data,
  })
  return [{ proposal_type: proposalTypes.group_context_extensions, extensions }]
}

function again({ draft, ports }: Context, room: Room, waiting: Waiting, next: PublicGroup): Proposal | null {
  const { proposal, message } = waiting
  const leaf = leavesBy(draft, { proposal, author: authorOf(message) })
  if (leaf !== null) return next.member(leaf) ? { proposal_type: proposalTypes.remove, removed: leaf } : null
  const change = participantChangeOf(draft, room.participants, proposal, ports.readings)
  if (!change) return null
  const current = participantsOf(draft, next.context.extensions, ports.readings) ?? []
  const listed = (user: string) => current.some((each) => each.user === user)
  const { remove = [], setRole = [], add = [] } = change
  const still = {
    remove: remove.filter(listed),
    setRole: setRole.filter(({ user }: Participant) => listed(user)),
    add: add.filter(({ user }: Participant) => !listed(user)),
  }
  const empty = Object.values(still).every((list) => list.length === 0)
  return empty ? null : participantProposal(draft, current, still, ports.readings)
}

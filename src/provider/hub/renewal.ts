/** An external commit voids the proposals that wait; the hub makes comparable ones for the new epoch (5.5). */
import type { PublicGroup } from '../../mls/public-group.js'
import { type Proposal, proposalTypes } from '../../mls/wire/index.js'
import {
  type Participant,
  participantChangeOf,
  participantProposal,
  participantsOf,
} from '../../wire/room-state/index.js'
import type { Context } from '../endpoints/endpoint.js'
import { authorOf, leavesBy } from '../rules/hub.js'
import type { Waiting } from './types.js'
import { type AcceptedProposal, proposeAsHub } from './own.js'
import type { Room } from './types.js'

/**
 * @param voided the proposals that the commit did not cover
 * @param next the group after the commit
 * @param time of the commit, ms since the epoch
 */
export function renewed(
  context: Context,
  room: Room,
  voided: readonly Waiting[],
  next: PublicGroup,
  time: number,
): AcceptedProposal[] {
  const proposals = voided.flatMap((each) => again(context, room, each, next) ?? [])
  return proposeAsHub(context, room.hosted.prepared, next, proposals, time)
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

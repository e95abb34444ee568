/** What a hub does in its rooms unasked: it keeps users out, and proposes that their clients be removed (5.5; pseudonyms, 5.2). */
import { randomBytes } from 'node:crypto'
import { type Proposal, proposalTypes } from '../../mls/wire/index.js'
import { DriverFailure, type HubActRequest } from '../../target/driver/contract.js'
import { participantProposal } from '../../wire/room-state/index.js'
import type { Context } from '../endpoints/endpoint.js'
import { authorOf, leavesBy } from '../rules/hub.js'
import type { HostedRoom } from '../store/hosted.js'
import { acceptedTime } from './fan-out.js'
import { proposeAsHub } from './own.js'
import { keep } from './proposals.js'
import { roomOf } from './room.js'
import type { Room } from './types.js'

type Deed = (context: Context, room: Room, user: string, durationS: number | undefined) => void

/** @throws DriverFailure `refused` for what cannot be done */
export function act(context: Context, { room: uri, act: deed, user, durationS }: HubActRequest): void {
  const room = roomOf(context, uri)
  if (!room) return refuse(`there is no room ${uri}`)
  if (deed === 'rotate') return change(context, rotated(room.hosted))
  if (user === undefined) return refuse(`${deed} needs a user`)
  deeds[deed](context, room, user, durationS)
}

const deeds: Record<Exclude<HubActRequest['act'], 'rotate'>, Deed> = {
  kick(context, room, user) {
    if (!room.members.some((client) => client.user === user)) refuse(`${user} has no client in the room`)
    remove(context, room, user)
  },
  ban(context, room, user, durationS) {
    const until = durationS === undefined ? null : context.ports.clock.now() + durationS * 1000
    change(context, { ...room.hosted, bans: [...others(room.hosted, user), { user, until }] })
    const changed = roomOf(context, room.uri)
    if (changed) remove(context, changed, user)
  },
  unban(context, room, user) {
    change(context, { ...room.hosted, bans: others(room.hosted, user) })
  },
  silence(context, room, user) {
    change(context, { ...room.hosted, silenced: [...new Set([...room.hosted.silenced, user])] })
  },
}

/** A user who is no more is proposed to be removed from every room here (5.5). */
export function forgetUser(context: Context, user: string): void {
  // What changes goes to the end of the list: it is gone through as it is now.
  const rooms = Array.from(context.ports.store.hosted.all())
  for (const { prepared } of rooms) {
    const room = roomOf(context, prepared.uri)
    if (!room?.members.some((client) => client.user === user)) continue
    change(context, { ...room.hosted, local: room.hosted.local.filter((each) => each.user !== user) })
    const without = roomOf(context, prepared.uri)
    if (without) remove(context, without, user)
  }
}

/** Whoever is no longer listed in a room is proposed to be removed from those that depend on it (room-policy-03, 5). */
export function leaveDependants(context: Context, parent: string, users: readonly string[]): void {
  const leaving = context.ports.rules.hub.leavesDependants(users)
  if (leaving.length === 0) return
  for (const { prepared } of Array.from(context.ports.store.hosted.all())) {
    for (const user of leaving) {
      const room = roomOf(context, prepared.uri)
      if (room?.parentUri !== parent || !room.listed.has(user) || room.pendingRemoval.has(user)) continue
      const { draft, participants, readings } = room
      remove(context, room, user, [participantProposal(draft, participants, { remove: [user] }, readings)])
    }
  }
}

function change({ ports }: Context, hosted: HostedRoom): void {
  ports.store.hosted.put(hosted)
}

function others({ bans }: HostedRoom, user: string): HostedRoom['bans'] {
  return bans.filter((ban) => ban.user !== user)
}

/** Earlier secrets stay: messages that they marked can still be reported. */
function rotated(hosted: HostedRoom): HostedRoom {
  return { ...hosted, frankingSecrets: [new Uint8Array(randomBytes(32)), ...hosted.frankingSecrets] }
}

/** Proposes to remove those clients of a user that no accepted proposal removes already, and what goes with that. */
function remove(context: Context, room: Room, user: string, more: readonly Proposal[] = []): void {
  const leaving = new Set(
    room.waiting.map(({ message, proposal }) => leavesBy(room.draft, { proposal, author: authorOf(message) })),
  )
  const proposals = room.members
    .filter((client) => client.user === user && !leaving.has(client.leaf_index))
    .map(({ leaf_index }): Proposal => ({ proposal_type: proposalTypes.remove, removed: leaf_index }))
  const time = acceptedTime(context, room)
  keep(context, room, proposeAsHub(context, room.hosted.prepared, room.group, [...proposals, ...more], time), {
    time,
    from: context.domain,
  })
}

function refuse(text: string): never {
  throw new DriverFailure('hubAct', 'refused', text)
}

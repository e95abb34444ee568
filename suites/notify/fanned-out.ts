/** What the checks of a hub's fanout share: followers that answer in ways of their own, and orders of events. */
import type { CheckContext } from '../../src/check/context.js'
import type { Expected } from '../../src/check/finding.js'
import type { PublicMessage } from '../../src/mls/wire/index.js'
import type { RoomFanout } from '../../src/peers/hosted-room.js'
import type { InboundRecord } from '../../src/peers/inbound.js'
import type { OddPeer } from '../../src/peers/peer.js'
import type { PeerUser } from '../../src/peers/user.js'
import type { Reply } from '../../src/transport/listener.js'
import { type TwoPeers, twoPeers } from '../update/rooms.js'

export { hosted } from '../update/rooms.js'

export const taken: Reply = { status: 201 }

export interface WithFollower extends TwoPeers {
  /** A peer that only follows: nobody of it says anything. */
  readonly follower: OddPeer
  readonly silent: PeerUser
  /** Requests that have brought it events of the room, in the order of their coming. */
  readonly arrived: () => readonly InboundRecord[]
}

/** A room with a member at a leased peer, which answers the first notify for it (or so many) as told, every other with 201. */
export async function withFollower(
  context: CheckContext,
  first: Reply | ((record: InboundRecord) => Reply) = taken,
  times = 1,
): Promise<WithFollower> {
  const follower = await context.odd()
  const silent = follower.user({ name: 'silent' })
  const made = await twoPeers(context, { members: [{ user: silent }] })
  const match = { action: 'notify', about: made.room.uri } as const
  let seen = 0
  follower.answer(match, (record) => {
    seen += 1
    if (seen > times) return taken
    return typeof first === 'function' ? first(record) : first
  })
  return { ...made, follower, silent, arrived: () => follower.requests(match) }
}

/** Two events of which the first to arrive is the later one. */
export interface Inversion {
  readonly early: RoomFanout
  readonly late: RoomFanout
  /** Where it came over two connections, the network may have changed the order. */
  readonly as: 'warn' | undefined
}

/** The first inversion, by what stands for an event's place; those with none are left out. */
export function inversion(
  events: readonly RoomFanout[],
  place: (event: RoomFanout) => bigint | number | null,
): Inversion | null {
  for (const [index, early] of events.entries()) {
    const first = place(early)
    if (first === null) continue
    const late = events.slice(index + 1).find((event) => (place(event) ?? first) < first)
    if (!late) continue
    const together = early.record.request.connection === late.record.request.connection
    return { early, late, as: together ? undefined : 'warn' }
  }
  return null
}

/** A finding about events that arrived in another order than the one expected. */
export function outOfOrder(expected: string, found: Inversion): Expected {
  const { early, late, as } = found
  const shown = ({ kind, timestamp }: RoomFanout) => `the ${kind} of ${timestamp}`
  return {
    expected,
    actual: `${shown(late)} after ${shown(early)}${as ? ', over another connection' : ''}`,
    as,
    exchange: late.record,
  }
}

/** Judges that an order has no inversion. */
export function inOrder({ that }: CheckContext, expected: string, found: Inversion | null): void {
  that(found === null, found ? outOfOrder(expected, found) : { expected, actual: '' })
}

/** The handshake message of an event; null for another kind. */
export function handshakeIn({ value: { message } }: RoomFanout): PublicMessage | null {
  return 'public_message' in message ? message.public_message : null
}

/** Whether an event is a proposal of somebody outside the group, such as the hub. */
export function isExternal(event: RoomFanout): boolean {
  return handshakeIn(event)?.content.sender.sender_type === 'external'
}

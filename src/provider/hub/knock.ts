/** Knock rooms (pseudonyms, 3.3): anybody comes in, leaves one message for those who look after the room, and goes. */
import { rolesOf } from '../../wire/room-state/index.js'
import type { Context } from '../endpoints/endpoint.js'
import type { HostedRoom } from '../store/hosted.js'
import type { Room } from './types.js'

/** Whether a user of a room is one of those who knock. */
export function knocks({ draft, ports }: Context, room: Room, user: string): boolean {
  const { groupInfo, hub } = ports.rules
  if (!groupInfo.open(room.hosted.prepared)) return false
  const roles = rolesOf(draft, room.extensions, ports.readings) ?? []
  const role = room.participants.find((each) => each.user === user)?.role
  return role !== undefined && role === hub.codeRole[draft](roles)
}

/** Whether a user may leave a message as far as knocking goes. */
export function mayKnock(context: Context, room: Room, user: string): boolean {
  return !knocks(context, room, user) || context.ports.rules.hub.knocksAgain(room.hosted.knocked, user)
}

/** The room after a message of somebody who knocks. @param time of the message, ms since the epoch */
export function afterKnock({ hosted }: Room, user: string, time: number): HostedRoom {
  return { ...hosted, knocked: [...hosted.knocked, user], lastAccepted: time }
}

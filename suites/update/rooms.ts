/** What the checks of update share: a room with an admin at one peer and a member at another. */
import type { CheckContext } from '../../src/check/context.js'
import type { Definition } from '../../src/check/define.js'
import { hosting, type HostedRoom, type HostedRoomOptions, type RoomClient } from '../../src/peers/hosted-room.js'
import type { PeerUser } from '../../src/peers/user.js'

export const hosted: Pick<Definition, 'roles' | 'needs'> = { roles: ['hub'], needs: [...hosting] }

export interface TwoPeers {
  readonly room: HostedRoom
  /** An admin, user of the peer. */
  readonly admin: PeerUser
  readonly adminClient: RoomClient
  /** A member without rights over others, user of the other peer. */
  readonly member: PeerUser
  readonly memberClient: RoomClient
}

export async function twoPeers(
  { target, peer, other }: CheckContext,
  { members = [], ...options }: HostedRoomOptions = {},
): Promise<TwoPeers> {
  const admin = peer.user({ name: 'admin' })
  const member = other.user({ name: 'member' })
  const room = await target.host({
    members: [{ user: admin, role: 'admin' }, { user: member }, ...members],
    ...options,
  })
  return { room, admin, adminClient: room.client(admin), member, memberClient: room.client(member) }
}

/** The acceptance time of a successful answer, by its name in any draft; null in any other. */
export function acceptedAt(value: object | null): bigint | null {
  if (value === null) return null
  if ('acceptedTimestamp' in value && typeof value.acceptedTimestamp === 'bigint') return value.acceptedTimestamp
  if ('accepted_timestamp' in value && typeof value.accepted_timestamp === 'bigint') return value.accepted_timestamp
  return null
}

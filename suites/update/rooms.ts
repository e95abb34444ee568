/** What the checks of update share: a room with an admin at one peer and a member at another. */
import type { CheckContext } from '../../src/check/context.js'
import type { Definition } from '../../src/check/define.js'
import { CodecError, decode, encode } from '../../src/codec/index.js'
import { PublicGroup, PublicGroupError } from '../../src/mls/public-group.js'
import { GroupContext, GroupInfo, RatchetTree } from '../../src/mls/wire/index.js'
import {
  type Handshake,
  hosting,
  type HostedRoom,
  type HostedRoomOptions,
  type RoomClient,
} from '../../src/peers/hosted-room.js'
import type { PeerDevice, PeerUser } from '../../src/peers/user.js'
import { appRules } from '../../src/wire/room-state/index.js'

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

export interface Looking {
  readonly room: HostedRoom
  /** A member with a second device, which is not in the group: it can ask for the group info. */
  readonly user: PeerUser
  readonly client: RoomClient
  /** The only user of the other peer. */
  readonly member: PeerUser
}

/** A room of an admin with a second device to look with, and of a member at another peer. */
export async function looking(
  { target, peer, other }: CheckContext,
  { members = [], ...options }: HostedRoomOptions = {},
): Promise<Looking> {
  const user = peer.user({ name: 'admin', devices: 2 })
  const member = other.user({ name: 'member' })
  const room = await target.host({
    members: [{ user, role: 'admin', clients: 1 }, { user: member }, ...members],
    ...options,
  })
  return { room, user, client: room.client(user), member }
}

/**
 * What is wrong with the group info and the tree that the hub serves to a device after a commit (by the handshake as its
 * maker meant it); null where nothing is.
 */
export async function defectServed(
  { draft, readings }: CheckContext,
  room: HostedRoom,
  { as, after }: { as: PeerDevice; after: Handshake },
): Promise<string | null> {
  const answer = await room.groupInfo({ as }).accepted()
  if (!after.groupInfo) throw new Error('only a commit leads to a group info')
  const right = decode(GroupInfo, after.groupInfo)
  try {
    const { groupInfo, ratchetTree } = room.open(answer)
    const context = (of: GroupInfo) => encode(GroupContext, of.group_context)
    if (Buffer.compare(context(groupInfo), context(right)) !== 0)
      return `the GroupContext is not that of epoch ${right.group_context.epoch} to which the commit leads`
    // A hub that refers to the tree elsewhere is judged by the rest.
    const tree = ratchetTree ?? decode(RatchetTree, after.ratchetTree ?? new Uint8Array())
    PublicGroup.open({ draft, groupInfo, ratchetTree: tree, app: appRules(readings) })
    const tagged = Buffer.compare(groupInfo.confirmation_tag, right.confirmation_tag) === 0
    return tagged ? null : 'the confirmation tag is not that of the commit'
  } catch (error) {
    if (error instanceof RangeError || error instanceof CodecError || error instanceof PublicGroupError)
      return error.message
    throw error
  }
}

/** The acceptance time of a successful answer, by its name in any draft; null in any other. */
export function acceptedAt(value: object | null): bigint | null {
  if (value === null) return null
  if ('acceptedTimestamp' in value && typeof value.acceptedTimestamp === 'bigint') return value.acceptedTimestamp
  if ('accepted_timestamp' in value && typeof value.accepted_timestamp === 'bigint') return value.accepted_timestamp
  return null
}

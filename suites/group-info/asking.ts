/** What the checks of groupInfo share: a room with somebody who may join it, and what the hub serves to them. */
import type { CheckContext } from '../../src/check/context.js'
import type { Definition } from '../../src/check/define.js'
import { type Answer, outcomeOf } from '../../src/peers/answer.js'
import type { Responses } from '../../src/peers/endpoints.js'
import {
  type GroupInfoOptions,
  type HostedRoom,
  type HostedRoomOptions,
  hosting,
  type OpenedGroupInfo,
} from '../../src/peers/hosted-room.js'
import type { PeerDevice, PeerUser } from '../../src/peers/user.js'

export const hosted: Pick<Definition, 'roles' | 'needs'> = { roles: ['hub'], needs: hosting }

export type GroupInfoAnswer = Answer<Responses['groupInfo']>

export interface WithNewcomer {
  readonly room: HostedRoom
  /** An admin of the room, the user of the peer. */
  readonly user: PeerUser
  /** The user's second device, which is not in the group. */
  readonly newcomer: PeerDevice
}

/** A room in which a user of the peer is an admin, with one of two devices. */
export async function withNewcomer(
  { target, peer }: CheckContext,
  { members = [], ...options }: HostedRoomOptions = {},
): Promise<WithNewcomer> {
  const user = peer.user({ devices: 2 })
  const room = await target.host({ members: [{ user, clients: 1, role: 'admin' }, ...members], ...options })
  return { room, user, newcomer: second(user) }
}

/** The device of a user with two that is not in the group. */
export function second({ uri, devices: [, newcomer] }: PeerUser): PeerDevice {
  if (!newcomer) throw new Error(`${uri} was made with one device`)
  return newcomer
}

/** Group info that is not judged here: a refusal, or something that cannot be opened, is a skip. */
export async function fetched(
  context: CheckContext,
  room: HostedRoom,
  options: GroupInfoOptions,
): Promise<{ answer: GroupInfoAnswer; opened: OpenedGroupInfo }> {
  const answer = await room.groupInfo(options).accepted()
  return { answer, opened: await openedIn(context, room, answer) }
}

/** What a success serves; what cannot be opened is a skip. */
export function openedIn(
  { prepare }: CheckContext,
  room: HostedRoom,
  answer: GroupInfoAnswer,
): Promise<OpenedGroupInfo> {
  return prepare(`open the group info of ${room.uri}`, 'group-info.readable', () => Promise.resolve(room.open(answer)))
}

/** Turned down by policy, in whatever way: not failed, not fallen over. */
export function turnedDown(answer: Answer): boolean {
  const outcome = outcomeOf(answer)
  return outcome === 'negative' || outcome === 'refused'
}

/** Who is meant: users and devices of peers and of the target, in one form. */
import type { RoomClient, RoomDevice, RoomUser } from '../hosted-room.js'

export function isUser(who: RoomUser | RoomDevice | RoomClient): who is RoomUser {
  return 'devices' in who
}

export function isClient(who: RoomUser | RoomDevice | RoomClient): who is RoomClient {
  return 'leaf' in who
}

/** Whether a peer plays the user's provider; the target does for all others. */
export function ofPeer(user: RoomUser): user is Extract<RoomUser, { domain: string }> {
  return 'domain' in user
}

export function uriOf(user: RoomUser | string): string {
  return typeof user === 'string' ? user : user.uri
}

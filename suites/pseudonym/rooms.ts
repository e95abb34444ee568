/** What the checks of pseudonyms share: users whose names say nothing, and rooms that have them. */
import { randomBytes } from 'node:crypto'
import type { CheckContext } from '../../src/check/context.js'
import type { Definition } from '../../src/check/define.js'
import type { Draft } from '../../src/drafts/ids.js'
import { hosting, type HostedRoom, type HostedRoomOptions } from '../../src/peers/hosted-room.js'
import type { Peer, PeerUserOptions } from '../../src/peers/peer.js'
import type { PeerUser } from '../../src/peers/user.js'
import { underBase } from '../policy/rooms.js'

export const hosted: Pick<Definition, 'roles' | 'needs'> = { roles: ['hub'], needs: hosting }

/** A user whose URI is opaque: its provider alone knows whose it is. */
export function pseudonym(peer: Peer, options: PeerUserOptions = {}): PeerUser {
  return peer.user({ ...options, name: randomBytes(8).toString('hex') })
}

/** From 06 on a room's policy says that pseudonyms are welcome (room-policy-03, 5). */
const welcoming: Readonly<Record<Draft, HostedRoomOptions>> = {
  '01': {},
  '02ed': {},
  '06': underBase({ pseudonyms_allowed: 'true' }),
}

/** A room that takes pseudonyms, with a witness at the other peer who hears everything. */
export async function withWitness(
  { draft, target, other }: CheckContext,
  { members = [], ...options }: HostedRoomOptions = {},
): Promise<{ room: HostedRoom; witness: PeerUser }> {
  const witness = other.user({ name: 'witness' })
  const room = await target.host({
    ...welcoming[draft],
    ...options,
    members: [{ user: witness, role: 'admin' }, ...members],
  })
  return { room, witness }
}

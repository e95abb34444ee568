/** A room that the target hosts, with members at the peers b and c, as the endpoints of a hub need it. */
import { createHash } from 'node:crypto'
import { encode } from '../../../../src/codec/index.js'
import { GroupContext } from '../../../../src/mls/wire/index.js'
import { outcomeOf } from '../../../../src/peers/answer.js'
import { type HostedRoom, hosting, type RoomClient } from '../../../../src/peers/hosted-room.js'
import { Skip } from '../../../../src/peers/preparation.js'
import type { PeerDevice, PeerUser } from '../../../../src/peers/user.js'
import { describeOutcome } from '../outcome.js'
import type { Scene } from '../scene.js'

export interface Hosted {
  readonly room: HostedRoom
  /** An admin at the peer b, with one client in the group. */
  readonly admin: PeerUser
  readonly client: RoomClient
  /** The admin's devices that are not in the group. */
  readonly newcomers: readonly PeerDevice[]
  /** At the peer c. */
  readonly member: PeerUser
  /** What the hub serves to a member who asks for the group info. */
  state(): Promise<string>
}

/** @throws Skip where the driver cannot make rooms */
export async function hosted(scene: Scene, newcomers = 1): Promise<Hosted> {
  const { target, peer, other } = scene
  const missing = hosting.filter((operation) => !target.can(operation))
  if (missing.length > 0) throw new Skip(`the driver has no ${missing.join(', ')}`)
  const admin = peer.user({ devices: 1 + newcomers })
  const member = other.user()
  const room = await target.host({ members: [{ user: admin, clients: 1, role: 'admin' }, { user: member }] })
  const [, ...rest] = admin.devices
  const state = async () => {
    const answer = await room.groupInfo({ as: admin })
    if (outcomeOf(answer) !== 'accepted') return describeOutcome(answer)
    const { context, epoch } = room.open(answer)
    return `epoch ${epoch} with the GroupContext ${digest(encode(GroupContext, context))}`
  }
  return { room, admin, client: room.client(admin), newcomers: rest, member, state }
}

/** The state that the room's members know, in the words of `state`. */
export function known({ room }: Hosted): string {
  return `epoch ${room.epoch} with the GroupContext ${digest(encode(GroupContext, room.context))}`
}

function digest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 16)
}

/** How a room comes to be hosted by a peer: key packages fetched from the target, a group, Welcomes delivered. */
import { decode, encode } from '../../codec/index.js'
import { basicCredential } from '../../mls/credential.js'
import { createGroup } from '../../mls/engine.js'
import { generateSignatureKeys } from '../../mls/sign.js'
import { ExternalSender, MLSMessage } from '../../mls/wire/index.js'
import { appRules, roomExtensions, standardRoles } from '../../wire/room-state/index.js'
import type { PeerRoom, PeerRoomOptions, Seat } from '../hosted-room.js'
import type { Peer } from '../peer.js'
import type { PeerUser } from '../user.js'
import { devicesOf, keyPackageOf, type Newcomer } from './change.js'
import { HubDesk } from './desk.js'
import { handedOut } from './handed-out.js'
import { History } from './history.js'
import { addAll, listOf } from './host.js'
import { ActingPeerRoom } from './peer-room.js'
import type { Hosting } from './room.js'
import { ofPeer } from './users.js'

/** A room of the peer's. Preparation: what fails here ends the check. */
export async function hostAtPeer(hosting: Hosting, hub: Peer, options: PeerRoomOptions): Promise<PeerRoom> {
  const { session, readings } = hosting
  const { draft } = session
  const { suite = 1, roles = standardRoles(draft), members = [], deliver = true, epochs = 0 } = options
  const creator = options.creator ?? hub.user({ name: 'host', suite })
  const uri = hub.roomUri()
  const keys = generateSignatureKeys(suite)
  const sender = { signature_key: keys.publicKey, credential: basicCredential(`mimi://${hub.domain}`) }
  const start = {
    participants: listOf(creator, roles, options),
    roles,
    externalSenders: [sender, ...(options.externalSenders ?? [])],
    components: options.components,
    without: options.without,
  }
  const rules = appRules(readings)
  const group = await createGroup(creator.device.mls, {
    groupId: new TextEncoder().encode(session.name('group')),
    suite,
    extensions: [...roomExtensions(draft, start, readings), ...(options.extensions ?? [])],
    app: rules,
  })
  for (let commits = epochs; commits > 0; commits--) (await group.commit()).accepted()
  const seated = await Promise.all(members.map((seat) => seatedAt(hub, creator, uri, suite, seat)))
  const newcomers = [...theirs(creator, suite), ...seated.flat()]
  const { welcome, state } = await addAll(group, newcomers)
  const { groupInfo, ratchetTree } = state
  const desk: HubDesk = new HubDesk({
    draft,
    room: uri,
    domain: hub.domain,
    keys,
    sender,
    rules,
    groupInfo,
    ratchetTree,
    participants: () => room.participants.map(({ user }) => user),
  })
  const prepared = { room: uri, externalSender: encode(ExternalSender, sender) }
  const facts = { uri, suite, prepared, roles, rules, history: new History(state) }
  const room: ActingPeerRoom = new ActingPeerRoom(facts, hosting, hub, desk)
  room.seat(creator, creator.device, { group })
  for (const { user, device, bundle } of newcomers) room.seat(user, device, { bundle, welcome, ratchetTree })
  room.attend()
  const message = welcome.length > 0 ? decode(MLSMessage[draft], welcome) : null
  if (message && 'welcome' in message) desk.welcome(message.welcome, domainsOf(newcomers, session.targetDomain))
  if (deliver) await room.deliver()
  return room
}

function theirs(creator: PeerUser, suite: number): Newcomer[] {
  return creator.devices.slice(1).map((device) => ({ user: creator, device, bundle: keyPackageOf(device, suite) }))
}

/** The seat's clients with a key package each: of the target's users as the target hands them out. */
async function seatedAt(hub: Peer, requester: PeerUser, room: string, suite: number, seat: Seat): Promise<Newcomer[]> {
  const { user } = seat
  if (ofPeer(user)) return devicesOf(seat).map((device) => ({ user, device, bundle: keyPackageOf(device, suite) }))
  return (await handedOut(hub, requester, room, suite, user)).slice(0, seat.clients)
}

function domainsOf(newcomers: readonly Newcomer[], targetDomain: string): ReadonlySet<string> {
  return new Set(newcomers.map(({ user }) => (ofPeer(user) ? user.domain : targetDomain)))
}

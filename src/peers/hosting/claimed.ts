/** Key packages of newcomers, asked for by way of the hub: it has to see those that are used in its rooms (5.2). */
import { encode } from '../../codec/index.js'
import type { KeyPackageBundle } from '../../mls/key-package-bundle.js'
import { keyPackageRef } from '../../mls/sign.js'
import { KeyPackage } from '../../mls/wire/index.js'
import type { Answer } from '../answer.js'
import type { Responses } from '../endpoints.js'
import type { Change, RoomDevice, RoomUser } from '../hosted-room.js'
import type { PeerUser } from '../user.js'
import { isUser, ofPeer } from './users.js'

/** By the URI of the device that each is for. */
export type Claimed = ReadonlyMap<string, KeyPackageBundle>

/** The peers' users of whom a change brings in clients without saying by which key packages. */
export function newcomersIn(change: Change, ownerOf: (device: RoomDevice) => RoomUser): readonly PeerUser[] {
  const seats = (change.admit ?? []).filter(({ keyPackages, clients }) => !keyPackages && clients !== 0)
  const added = (change.add ?? []).map((who) => (isUser(who) ? who : ownerOf(who)))
  const users = new Map([...seats.map(({ user }) => user), ...added].map((user) => [user.uri, user]))
  return [...users.values()].filter(ofPeer)
}

/** Those of an answer for which Mimicry has the private keys: the user's provider, a peer, has just handed them out. */
export function claimedIn({ value }: Answer<Responses['keyMaterial']>, { devices }: PeerUser, suite: number): Claimed {
  const refs = (value?.clients ?? []).flatMap((client) =>
    'keyPackage' in client ? [keyPackageRef(suite, encode(KeyPackage, client.keyPackage))] : [],
  )
  return new Map(
    devices.flatMap(({ uri, handedOut }): [string, KeyPackageBundle][] => {
      const bundle = handedOut.find(({ ref }) => refs.some((each) => Buffer.compare(each, ref) === 0))
      return bundle ? [[uri, bundle]] : []
    }),
  )
}

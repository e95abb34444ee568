/** Key packages of the target's users for a room of a peer's. */
import { encode } from '../../codec/index.js'
import { keyPackageRef } from '../../mls/sign.js'
import { KeyPackage } from '../../mls/wire/index.js'
import { judgedBy } from '../endpoints.js'
import type { Peer } from '../peer.js'
import { PreparationFailed, Skip } from '../preparation.js'
import type { TargetUser } from '../target-user.js'
import type { PeerUser } from '../user.js'
import type { Newcomer } from './change.js'

/** Key packages of a user of the target as the target hands them out. Preparation. */
export async function handedOut(
  hub: Peer,
  requester: PeerUser,
  room: string,
  suite: number,
  user: TargetUser,
): Promise<Newcomer[]> {
  const { value } = await hub.keyMaterial({ requester, target: user.uri, room, suites: [suite] }).accepted()
  const refs = (value?.clients ?? []).flatMap((client) =>
    'keyPackage' in client ? [keyPackageRef(suite, encode(KeyPackage, client.keyPackage))] : [],
  )
  if (refs.length === 0)
    throw new PreparationFailed(`fetch key packages of ${user.uri}`, 'no client had one', judgedBy.keyMaterial)
  return refs.map((wanted) => {
    for (const device of user.devices) {
      const bundle = device.published.find(({ ref }) => Buffer.compare(ref, wanted) === 0)
      if (bundle) return { user, device, bundle }
    }
    throw new Skip(`Mimicry has no private keys for a key package of ${user.uri}`)
  })
}

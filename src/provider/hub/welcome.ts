/** Where a Welcome goes: to whoever owns the key packages that it names (5.5). */
import { encode } from '../../codec/index.js'
import type { StagedCommit } from '../../mls/public-group.js'
import { keyPackageRef } from '../../mls/sign.js'
import { KeyPackage, type RatchetTreeOption, type Welcome, wireFormats } from '../../mls/wire/index.js'
import type { Context } from '../endpoints/endpoint.js'
import type { LocalMember } from '../store/hosted.js'
import { refText } from '../store/keys.js'
import { notAllowed } from './declined.js'
import type { Receivers, RoomEvent } from './fan-out.js'
import type { Room } from './types.js'

/** A client that a commit adds. */
export interface Newcomer {
  /** Its KeyPackageRef, in hex. */
  readonly ref: string
  readonly leaf: number
  readonly user: string | null
}

/** The clients that the Add proposals of a commit bring in, which the Welcome must be for. @throws Declined */
export function newcomersOf(context: Context, room: Room, staged: StagedCommit, welcome: Welcome | null): Newcomer[] {
  const keyPackages = staged.proposals.flatMap(({ proposal }) =>
    'key_package' in proposal ? [proposal.key_package] : [],
  )
  const newcomers = keyPackages.flatMap((keyPackage, index): Newcomer[] => {
    const ref = refText(keyPackageRef(keyPackage.cipher_suite, encode(KeyPackage, keyPackage)))
    const leaf = staged.added[index]?.leaf_index
    return leaf === undefined ? [] : [{ ref, leaf, user: room.userOf(keyPackage.leaf_node) }]
  })
  const welcomed = (welcome?.secrets ?? []).map(({ new_member }) => refText(new_member))
  const objection = context.ports.rules.hub.welcomeObjection(
    newcomers.map(({ ref }) => ref),
    welcomed,
  )
  return objection === null ? newcomers : notAllowed(objection)
}

/** Own users' devices among the newcomers. */
export function localNewcomers({ domain, ports }: Context, newcomers: readonly Newcomer[]): LocalMember[] {
  return newcomers.flatMap(({ ref, leaf, user }) => {
    const device = ports.store.keys.routed(ref)
    const local = user !== null && device !== undefined && ports.rules.hub.speaksFor(domain, user)
    return local ? [{ user, device, leaf }] : []
  })
}

export function welcomeReceivers(
  { domain, ports }: Context,
  newcomers: readonly Newcomer[],
  local: readonly LocalMember[],
): Receivers {
  const { keys } = ports.store
  const named = newcomers.map(({ ref, user }) => ports.rules.hub.welcomeTo({ relayed: keys.relayed(ref), user }))
  const domains = new Set(named.filter((each) => each !== null))
  domains.delete(domain)
  return { domains, devices: new Set(local.map(({ device }) => device)) }
}

export function welcomeEvent(welcome: Welcome, ratchetTreeOption: RatchetTreeOption): RoomEvent {
  return { message: { version: 1, wire_format: wireFormats.mls_welcome, welcome }, ratchetTreeOption }
}

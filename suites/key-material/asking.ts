/** What the checks of this area share: the ordinary request, and a response with what Mimicry knows about its entries. */
import { encode } from '../../src/codec/index.js'
import { keyPackageRef } from '../../src/mls/sign.js'
import { KeyPackage } from '../../src/mls/wire/index.js'
import type { Sending } from '../../src/peers/answer.js'
import type { Responses } from '../../src/peers/endpoints.js'
import type { Peer } from '../../src/peers/peer.js'
import type { KeyMaterialOptions } from '../../src/peers/requests.js'
import type { TargetDevice, TargetUser } from '../../src/peers/target-handle.js'
import type { Operation } from '../../src/target/driver/contract.js'

export type Response = Responses['keyMaterial']

/** The driver operations behind an account with key packages and consent. */
export const provisioning: Operation[] = ['createUser', 'publishKeyPackages', 'setConsent']

/** Asks as the draft has it: for a room, through its hub, by a user of that hub. */
export function ask(
  peer: Peer,
  { uri: target }: { uri: string },
  options: Partial<KeyMaterialOptions> = {},
): Sending<Response> {
  return peer.keyMaterial({ requester: peer.user(), target, room: peer.roomUri(), ...options })
}

/** One client of a response. */
export interface Entry {
  status: Response['clients'][number]['clientStatus']
  clientUri: string
  /** Null where the entry has none. */
  keyPackage: KeyPackage | null
  /** KeyPackageRef in hex; null without key package. */
  ref: string | null
  /** Whose entry it is: the device that the key package was published for, else the one with that URI. */
  device: TargetDevice | null
}

/** The entries of a response; key packages and URIs are looked up among the devices of these users. */
export function entriesOf(response: Response | null, ...users: TargetUser[]): Entry[] {
  const devices = users.flatMap((user) => user.devices)
  return (response?.clients ?? []).map((client) => {
    const clientUri = textOf(client.clientUri.uri)
    const keyPackage = 'keyPackage' in client ? client.keyPackage : null
    const ref = keyPackage && refOf(keyPackage)
    const owner = devices.find(({ published }) => published.some((bundle) => hex(bundle.ref) === ref))
    const device = owner ?? devices.find(({ uri }) => uri === clientUri) ?? null
    return { status: client.clientStatus, clientUri, keyPackage, ref, device }
  })
}

/** The key packages of a response. */
export function keyPackagesOf(response: Response | null): KeyPackage[] {
  return entriesOf(response).flatMap(({ keyPackage }) => keyPackage ?? [])
}

/** The KeyPackageRefs of a response. */
export function refsOf(response: Response | null): string[] {
  return entriesOf(response).flatMap(({ ref }) => ref ?? [])
}

/** For a finding: `2 clients: …/d/user-1 success, …/d/user-2 keyMaterialExhausted`. */
export function describe(entries: readonly Entry[]): string {
  if (entries.length === 0) return 'no clients'
  return entries.map(({ clientUri, status }) => `${clientUri} ${status}`).join(', ')
}

export function refOf(keyPackage: KeyPackage): string {
  return hex(keyPackageRef(keyPackage.cipher_suite, encode(KeyPackage, keyPackage)))
}

export function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('utf8')
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}

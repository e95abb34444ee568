import type { Device, KeyPackageOptions } from '../mls/device.js'
import type { KeyPackageBundle } from '../mls/key-package-bundle.js'
import type { Action, InboxEntry, Operation, ProfileFact, SubmitAnswer } from '../target/driver/contract.js'
import type { Directory } from '../transport/directory.js'
import type { HostedRoom, HostedRoomOptions, PeerRoom, PeerRoomOptions } from './hosted-room.js'
import type { Peer } from './peer.js'

/** A device of a target's user: Mimicry holds its MLS state, the target stores and relays. */
export interface TargetDevice {
  readonly uri: string
  readonly mls: Device
  /** What was published for it so far, with the private parts; nothing of what an existing account had in stock. */
  readonly published: readonly KeyPackageBundle[]
  /** Entries after a cursor (0 at first), waiting up to `waitMs` for the first one. Needs `inbox`. */
  inbox(after?: number, waitMs?: number): Promise<InboxEntry[]>
  /**
   * Everything delivered so far, as soon as it is `enough`, else when the time is up: `timing.fanoutMs`, and twice that
   * once more. Needs `inbox`.
   */
  delivered(enough: (entries: readonly InboxEntry[]) => boolean): Promise<InboxEntry[]>
}

/** An account on the target, made for one check. */
export interface TargetUser {
  readonly uri: string
  /** The profile as the account has it: what was asked for, or an existing account's own. */
  readonly profile: readonly ProfileFact[]
  readonly devices: readonly TargetDevice[]
  /** The first device. */
  readonly device: TargetDevice
  /** Publishes `count` further key packages for a device. Needs `publishKeyPackages`. */
  publish(
    device: TargetDevice,
    count: number,
    options?: KeyPackageOptions & { withheld?: boolean },
  ): Promise<KeyPackageBundle[]>
  /** The user's decision about one requester or `everyone`, with nothing sent. Needs `setConsent`. */
  setConsent(decision: 'grant' | 'deny' | 'none', requester: string, room?: string): Promise<void>
  /** Has a device of the user make a request; the target sends it on, or handles it as hub. Needs `submit`. */
  submit(action: Action, to: string, body: Uint8Array, device?: TargetDevice): Promise<SubmitAnswer>
  /** Needs `deleteUser`. */
  delete(): Promise<void>
}

export interface TargetUserOptions {
  /** Number of devices; 1 by default. */
  devices?: number
  /** Key packages published per device; 2 by default. 0 only registers the devices. */
  keyPackages?: number
  /** An account that existed before may not have more key packages than that either. */
  exactly?: boolean
  /** Passed on when key packages are made: lifetime, capabilities, suite. */
  keyPackage?: KeyPackageOptions
  profile?: ProfileFact[]
  /** `open` by default. */
  search?: 'open' | 'handle' | 'hidden'
  pseudonymOf?: string
  /** Consent towards everyone; `grant` by default, `none` leaves it as it is. */
  consent?: 'grant' | 'deny' | 'none'
  /** Cipher suite of the devices; 1 by default. */
  suite?: number
}

/** The target, as one check sees it. What it lacks turns the check into a skip that names it. */
export interface TargetHandle {
  /** The provider's domain, which stands in its users' and rooms' URIs. */
  readonly domain: string
  readonly directoryUrl: string
  /** As discovered at the start of the run; null when there was none that could be read. */
  readonly directory: Directory | null
  /** Whether the driver has the operation. */
  can(operation: Operation): boolean
  /** The target's own URL for an endpoint, expanded with a value. @throws Skip when the directory lacks it. */
  url(action: Action, value: string): string
  /** A URI of the target's domain that belongs to nobody. */
  unknownUser(): string
  unknownRoom(): string
  /** A new account. Preparation: a refusal is a skip. Needs `createUser`, and as asked `publishKeyPackages`, `setConsent`. */
  user(options?: TargetUserOptions): Promise<TargetUser>
  /**
   * A new account whose devices the target does not know yet: it is told of those that are members when a room is made.
   * Needs `createUser` alone.
   */
  account(options?: AccountOptions): Promise<TargetUser>
  /**
   * A room that the target hosts, with an account of its own as creator. Preparation: a refusal is a skip. Needs
   * `createUser`, `prepareRoom` and `createRoom`.
   */
  host(options?: HostedRoomOptions): Promise<HostedRoom>
  /**
   * A room that a peer hosts as a real hub, with users of the target among its members: their key packages fetched, their
   * Welcome delivered. The target's users act in it by `submit`, as in any other room.
   */
  roomAt(hub: Peer, options: PeerRoomOptions): Promise<PeerRoom>
}

export type AccountOptions = Pick<TargetUserOptions, 'devices' | 'profile' | 'search' | 'pseudonymOf' | 'suite'>

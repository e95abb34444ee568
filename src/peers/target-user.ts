import type { Device, KeyPackageOptions } from '../mls/device.js'
import type { KeyPackageBundle } from '../mls/key-package-bundle.js'
import type { Action, InboxEntry, ProfileFact, SubmitAnswer } from '../target/driver/contract.js'

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

export type AccountOptions = Pick<TargetUserOptions, 'devices' | 'profile' | 'search' | 'pseudonymOf' | 'suite'>

import type { Device, KeyPackageOptions } from '../mls/device.js'
import type { KeyPackageBundle } from '../mls/key-package-bundle.js'

/** An MLS client of a peer's user. */
export interface PeerDevice {
  /** mimi://b-06.example/d/alice-… */
  readonly uri: string
  readonly mls: Device
  /** New key packages, never handed out twice by the peer. */
  keyPackages(count: number, options?: KeyPackageOptions): KeyPackageBundle[]
  /** Those that its provider has handed out to who asked, with their private keys. */
  readonly handedOut: KeyPackageBundle[]
}

/** A user of a peer, made for one check. */
export interface PeerUser {
  /** mimi://b-06.example/u/alice-… */
  readonly uri: string
  readonly domain: string
  readonly devices: readonly PeerDevice[]
  /** The first device. */
  readonly device: PeerDevice
}

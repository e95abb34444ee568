import type { KeyPackage } from '../../mls/wire/key-package.js'
import { Bounded } from '../bounded.js'
import type { Change, Changing } from './change.js'

/** One published key package: its reference is how a Welcome names it. */
export interface Stocked {
  /** Its KeyPackageRef, in hex. */
  readonly ref: string
  readonly keyPackage: KeyPackage
}

export interface Keys extends Changing {
  /** Key packages of a device that may be handed out, oldest first. */
  stock(device: string): readonly Stocked[]
  /** False when there is no room for more. */
  add(device: string, published: readonly Stocked[]): boolean
  /** Takes one out for good: nobody else gets it (5.2). */
  take(device: string, ref: string): Stocked | undefined
  /** Notes which device a key package belongs to that is on its way to somebody (5.2, last paragraph). */
  route(ref: string, device: string): void
  /** The device that a Welcome for this key package goes to. */
  routed(ref: string): string | undefined
  /** Notes which provider a key package came from that was fetched through us as a hub (5.2, last paragraph). */
  relay(ref: string, domain: string): void
  /** The provider that a Welcome for this key package goes to; undefined where it is not known. */
  relayed(ref: string): string | undefined
  forget(device: string): void
}

const mostPerDevice = 2_000
const mostRoutes = 100_000

export function createKeys(): Keys {
  const stock = new Map<string, Stocked[]>()
  const routes = new Bounded<string, string>(mostRoutes)
  const providers = new Bounded<string, string>(mostRoutes)
  return {
    stock: (device) => stock.get(device) ?? [],
    add(device, published) {
      const held = stock.get(device) ?? []
      const fresh = published.filter(({ ref }) => !held.some((known) => known.ref === ref))
      if (held.length + fresh.length > mostPerDevice) return false
      stock.set(device, [...held, ...fresh])
      return true
    },
    take(device, ref) {
      const held = stock.get(device) ?? []
      const taken = held.find((each) => each.ref === ref)
      if (!taken) return undefined
      stock.set(
        device,
        held.filter((each) => each !== taken),
      )
      return taken
    },
    route: (ref, device) => routes.set(ref, device),
    routed: (ref) => routes.get(ref),
    relay: (ref, domain) => providers.set(ref, domain),
    relayed: (ref) => providers.get(ref),
    forget: (device) => void stock.delete(device),
    *changes(): Generator<Change> {
      for (const [device, held] of stock) yield ['add', device, held]
      for (const [ref, device] of routes) yield ['route', ref, device]
      for (const [ref, domain] of providers) yield ['relay', ref, domain]
    },
  }
}

/** A KeyPackageRef as a key of the store. */
export function refText(ref: Uint8Array): string {
  return Buffer.from(ref.buffer, ref.byteOffset, ref.byteLength).toString('hex')
}

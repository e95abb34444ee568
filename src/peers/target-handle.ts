import type { Action, Operation, PrepareRoomAnswer } from '../target/driver/contract.js'
import type { Directory } from '../transport/directory.js'
import type { HostedRoom, HostedRoomOptions, PeerRoom, PeerRoomOptions } from './hosted-room.js'
import type { Peer } from './peer.js'
import type { AccountOptions, TargetUser, TargetUserOptions } from './target-user.js'

export type { TargetDevice, TargetUser, TargetUserOptions } from './target-user.js'

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
  /** What the target asks for when a room is to be made, which then is not. Needs `createUser` and `prepareRoom`. */
  prepareRoom(options?: Pick<HostedRoomOptions, 'creator' | 'kind' | 'suite'>): Promise<PrepareRoomAnswer>
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
  /** Stops and starts it with all that it must remember: nothing else may be under way. Needs `restart`. */
  restart(): Promise<void>
}

import type { Draft } from '../drafts/ids.js'
import type { PeerFacts } from '../target/driver/contract.js'
import type { Identity } from '../transport/identity.js'
import type { TargetFacts } from './acting-target.js'
import type { InboundRecord } from './inbound.js'
import type { OddPeer, Peer } from './peer.js'
import type { TargetHandle } from './target-handle.js'
import type { Session } from './session.js'
import type { WrongKind } from './wrong-kinds.js'

/** The names by which a network knows its well-behaved peers. */
export type PeerName = 'b' | 'c' | 'd' | 'asset' | 'noAsset'

/** All peers of one run in one draft. */
export interface Network {
  readonly draft: Draft
  /** What `ready` tells the target: every domain and where it listens. */
  readonly facts: readonly PeerFacts[]
  /** PEM certificates that vouch for the peers. */
  readonly trustAnchors: readonly string[]
  /** A second port on which all peers listen; null where they have a configured one, which is then their only one. */
  readonly otherPort: number | null
  /** PEM certificates that vouch for users' X.509 credentials. */
  readonly userTrustAnchors: readonly string[]
  /** The target on behalf of a check. */
  target(facts: TargetFacts, session: Session): TargetHandle
  /** The certificate that a shared peer presents; null where none was supplied. */
  identity(name: PeerName): Identity | null
  /** A shared peer on behalf of a check. */
  peer(name: PeerName, session: Session): Peer
  /** A peer with a wrong certificate, as client and server. @throws Skip with the reason when it could not be made */
  wrong(kind: WrongKind, session: Session): Promise<Peer>
  /** A peer for this check alone, until `release`. Waits for a free one. @throws Skip when none comes free in time */
  lease(session: Session): Promise<OddPeer>
  /** Ends the session's leases, scripts, waits and claims. */
  release(session: Session): void
  /** Releases a session for good, with its users and all that came for it: a campaign has many thousands. */
  forget(session: Session): void
  /** Makes the peers trust the target's certificates (PEM). Before the first request. */
  trust(anchors: readonly string[]): void
  /** Requests that no check claimed, the last few hundred. */
  readonly unclaimed: readonly InboundRecord[]
  close(): Promise<void>
}

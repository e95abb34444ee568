import type { Draft } from '../drafts/ids.js'
import type { Readings } from '../drafts/readings.js'
import type { Credential } from '../mls/wire/credential.js'
import type { ClientCertificate, Identity } from '../transport/certificates.js'
import type { Client } from '../transport/client.js'
import type { AnswerHistory } from './answer-history.js'
import type { Claims } from './claims.js'
import type { PeerHome } from './home.js'
import type { Peer } from './peer.js'
import type { Session } from './session.js'
import type { PeerUser } from './user.js'
import type { WrongKind } from './wrong-kinds.js'
import type { WrongIdentity } from './wrong.js'

/** What the peers of one network have in common. */
export interface Shared {
  readonly claims: Claims
  /** The peers' users by URI. */
  readonly users: Map<string, PeerUser>
  readonly draft: Draft
  readonly readings: Readings
  /** ms for one request, at most. */
  readonly timeoutMs: number
  /** What the target's endpoints have answered so far, to whichever peer. */
  readonly history: AnswerHistory
  /** A wrong certificate for a domain. @throws Skip where it cannot be made */
  wrongIdentity(kind: WrongKind, domain: string): Promise<WrongIdentity>
  /** A right certificate that names further domains. @throws Skip where it cannot be made */
  issue(domain: string, also: readonly string[]): Promise<Identity>
  /** An X.509 credential of the run's authority. @throws Skip where it cannot be made */
  readonly credential: (client: ClientCertificate) => Credential
  /** The peer of that domain on behalf of a check. @throws Error for a domain of nobody's */
  peerAt(domain: string, session: Session): Peer
  /** The client, with its kept-alive connections, of a peer's certificate. */
  clientOf(home: PeerHome): Client
}

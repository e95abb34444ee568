import type { OutRequest } from '../transport/client.js'
import type { Identity } from '../transport/certificates.js'
import type { Exchange } from '../transport/exchange.js'
import type { Silence } from '../transport/listener.js'
import type { Action } from '../target/driver/contract.js'
import type { Sending } from './answer.js'
import type { WrongKind } from './wrong-kinds.js'
import type { InboundRecord, Match, Scripted } from './inbound.js'
import type { AbuseOptions, ConsentOptions, KeyMaterialOptions, QueryOptions, SendOptions } from './requests.js'
import type { Responses } from './endpoints.js'
import type { Fanout, HubRoom, RoomEvent, RoomOptions } from './room.js'
import type { TargetUser } from './target-user.js'
import type { PeerUser } from './user.js'

export interface PeerUserOptions {
  /** Number of devices; 1 by default. */
  devices?: number
  /** Begins the name; `user` by default. */
  name?: string
  /** Cipher suite; 1 by default. */
  suite?: number
}

export interface CertifiedUserOptions extends PeerUserOptions {
  /** Attributes of the certificates' subject by their short names: `{ O: 'Example', OU: 'Sales' }`. */
  subject?: Readonly<Record<string, string>>
}

/** Everything but what says on whose behalf it is sent. */
export type RawRequest = Omit<OutRequest, 'peer' | 'owner' | 'signal'>

/** A provider that Mimicry plays, as one check sees it: what is sent belongs to the check, and so does what it asked for. */
export interface Peer {
  readonly domain: string
  readonly identity: Identity | null
  /** This peer as client with another certificate for its domain. @throws Skip where that cannot be made */
  presenting(kind: WrongKind): Promise<Peer>
  /** A user of this peer with fresh MLS devices; inbound requests that name the user belong to the check. */
  user(options?: PeerUserOptions): PeerUser
  /** A user whose clients present X.509 credentials of the run's own authority. @throws Skip where that cannot be made */
  certifiedUser(options?: CertifiedUserOptions): PeerUser
  /** A room URI of this peer's domain that no other check uses. */
  roomUri(name?: string): string
  /** The URL of an asset at this peer that no other check uses. */
  assetUrl(name?: string): string
  /** Makes inbound requests that name this (a search value, say) belong to the check. */
  claim(name: string): void

  /** POSTs a body to the target's endpoint, expanded with `about`. An object is encoded as the draft's request structure. */
  send<A extends Action>(
    action: A,
    about: string,
    body: Uint8Array | object | null,
    options?: SendOptions,
  ): Sending<Responses[A]>
  keyMaterial(options: KeyMaterialOptions): Sending<Responses['keyMaterial']>
  /** An entry to the endpoint that its operation belongs to: requestConsent or updateConsent. */
  consent(options: ConsentOptions): Sending<null>
  /** An entry to requestConsent, whatever its operation. */
  requestConsent(options: ConsentOptions): Sending<null>
  updateConsent(options: ConsentOptions): Sending<null>
  identifierQuery(options: QueryOptions): Sending<Responses['identifierQuery']>
  reportAbuse(options: AbuseOptions): Sending<null>
  /** One notify request. The room in the URL is the fanout's, or `room` for bytes. */
  notify(
    to: { readonly domain: string },
    body: Fanout | Uint8Array,
    options?: SendOptions & { room?: string },
  ): Sending<null>
  /** GET of a URL (by default with From and client certificate, as every request). */
  get(url: string, options?: SendOptions): Sending<null>
  /** Exactly this request, nothing added, nothing repeated. */
  raw(request: RawRequest): Promise<Exchange>

  /** A room that this peer hosts as hub, with the target's users as members: key packages fetched, Welcome delivered. */
  roomWith(user: TargetUser | TargetUser[], options?: RoomOptions): Promise<HubRoom>
  /** One or more events of a room back to back, as a notify body. The same argument gives the same bytes. */
  fanout(room: HubRoom, ...events: RoomEvent[]): Fanout

  /** Answers requests about a user, room or URL of this check in place of the peer's ordinary behaviour. */
  answer(match: Match & { about: string }, scripted: Scripted): void
  /**
   * The first request that matches and was not returned before; waits for one that has yet to come.
   * @param withinMs `timing.fanoutMs`, and twice that once more, by default
   * @returns null when none came
   */
  request(match: Match, withinMs?: number): Promise<InboundRecord | null>
  /** Connections to this peer that ended without a request: the target refused its certificate, or only looked. */
  silences(): readonly Silence[]
  /** All matching requests of this check so far, oldest first. */
  requests(match?: Match): readonly InboundRecord[]
}

/** A peer for one check alone, whose behaviour and directory it may spoil. */
export interface OddPeer extends Peer {
  /** Publishes this, as JSON, instead of its ordinary directory; its URLs may lead to other odd peers of the check. */
  directory(answer: object): void
  /** Answers requests for the directory with this. */
  directoryReply(scripted: Scripted): void
  /** Everything that arrives, on any path, is answered by this. */
  behave(scripted: Scripted): void
  /** Presents another certificate for its domain, as server, from now on. @throws Skip where that cannot be made */
  presents(kind: WrongKind): Promise<void>
  /** Presents, as server, a certificate that names these domains besides its own. @throws Skip where it cannot be made */
  alsoNamed(domains: readonly string[]): Promise<void>
  /** The ordinary directory, to be changed and published. */
  readonly ordinary: Record<string, string>
}

import type { Draft } from '../drafts/ids.js'
import { defaultReadings, type Readings } from '../drafts/readings.js'
import type { PeerFacts } from '../target/driver/contract.js'
import type { Credential } from '../mls/wire/credential.js'
import { credentialTypes } from '../mls/wire/registries.js'
import { type Authority, type ClientCertificate, createAuthority, type Identity } from '../transport/certificates.js'
import { type Client, createClient } from '../transport/client.js'
import type { Exchange } from '../transport/exchange.js'
import { type InboundRequest, type Listener, listen, type Reply } from '../transport/listener.js'
import { hostDomain } from '../transport/names.js'
import { aborted } from './aborted.js'
import { ActingPeer } from './acting-peer.js'
import { ActingTarget, type TargetFacts } from './acting-target.js'
import { AnswerHistory } from './answer-history.js'
import { Claims } from './claims.js'
import { ordinaryDirectory, route } from './directory.js'
import { fieldsOfRequest, readRequest, requestName } from './endpoints.js'
import { PeerHome } from './home.js'
import type { InboundRecord } from './inbound.js'
import { answerWell } from './manners.js'
import { namesIn } from './names.js'
import { type Network, type PeerName } from './network.js'
import { type WrongKind } from './wrong-kinds.js'
import { ActingOddPeer } from './odd-peer.js'
import type { OddPeer, Peer } from './peer.js'
import { Skip } from './preparation.js'
import type { Shared } from './shared.js'
import type { Session } from './session.js'
import type { TargetHandle } from './target-handle.js'
import type { PeerUser } from './user.js'
import { wrongDomain, wrongIdentities, type WrongIdentity } from './wrong.js'

export interface NetworkOptions {
  draft: Draft
  /** Domains of the well-behaved peers; `b-06.example` and so on by default. */
  domains?: Partial<Record<PeerName, string>>
  /** Domains that checks may lease; 48 of them by default. */
  oddDomains?: string[]
  /** Where the peers listen; a free port of 127.0.0.1 by default. */
  listen?: { host?: string; port?: number }
  /** Issues the peers' certificates: the user's own CA; made for this run by default. */
  authority?: Authority
  /** Certificates that the user supplies, by domain, in place of issued ones. */
  identities?: Identity[]
  /** PEM certificates that vouch for supplied identities. */
  trustAnchors?: string[]
  /** Connect here whatever the target's URLs say; SNI and Host unchanged. */
  connectTo?: { host: string; port: number }
  /** How the drafts are read where they leave something open; the defaults unless given. */
  readings?: Readings
  /** ms for one request; 10 s by default. */
  timeoutMs?: number
}

const oddPeers = 48
const remembered = 300

/** Opens the peers of one draft on one listener, each under its own domain and certificate. */
export async function createNetwork(options: NetworkOptions): Promise<Network> {
  const supplied = options.identities ?? []
  const authority = options.authority ?? (supplied.length > 0 ? null : await createAuthority('Mimicry run CA'))
  const network = new PeerNetwork(options, authority)
  await network.open()
  return network
}

/** What the peers of one run share. */
export class PeerNetwork implements Network, Shared {
  readonly draft: Draft
  readonly claims = new Claims()
  readonly users = new Map<string, PeerUser>()
  readonly unclaimed: InboundRecord[] = []
  readonly readings: Readings
  readonly timeoutMs: number
  readonly history = new AnswerHistory()
  private readonly homes = new Map<string, PeerHome>()
  private readonly named: Readonly<Record<PeerName, PeerHome>>
  private readonly odd: PeerHome[]
  private readonly wrongHomes = new Map<WrongKind, PeerHome>()
  private readonly wrongMakers: ReturnType<typeof wrongIdentities>
  private readonly wrongMade = new Map<string, Promise<WrongIdentity>>()
  private readonly clients = new Map<Identity | null, Client>()
  /** Owners of requests being answered, by exchange id. */
  private readonly answering = new Map<number, { owner: Session | undefined; home: PeerHome }>()
  private readonly waitingForLease: (() => void)[] = []
  private readonly trusted: string[] = []
  private listener: Listener | undefined
  private otherListener: Listener | undefined

  constructor(
    private readonly options: NetworkOptions,
    private readonly authority: Authority | null,
  ) {
    const { draft, domains = {} } = options
    this.draft = draft
    this.readings = options.readings ?? defaultReadings
    this.timeoutMs = options.timeoutMs ?? 10_000
    const shared = (name: PeerName, assetHost = false) =>
      this.home(domains[name] ?? `${defaultNames[name]}-${draft}.example`, assetHost)
    this.named = {
      b: shared('b'),
      c: shared('c'),
      d: shared('d'),
      asset: shared('asset', true),
      noAsset: shared('noAsset'),
    }
    const odd = options.oddDomains ?? Array.from({ length: oddPeers }, (_, index) => `odd${index + 1}-${draft}.example`)
    this.odd = odd.map((domain) => this.home(domain, false))
    this.wrongMakers = wrongIdentities(authority, draft)
    for (const kind of this.wrongMakers.keys()) this.wrongHomes.set(kind, this.home(wrongDomain(kind, draft), false))
  }

  /** Starts to listen. */
  async open(): Promise<void> {
    for (const home of Object.values(this.named)) await this.certify(home)
    this.listener = await this.listenAt(this.options.listen)
    if (!this.options.listen?.port) this.otherListener = await this.listenAt(this.options.listen)
  }

  get facts(): readonly PeerFacts[] {
    const { host, port } = this.address
    return [...this.homes.values()].map(({ domain, assetHost }) => ({ domain, host, port, assetHost }))
  }

  get otherPort(): number | null {
    return this.otherListener?.port ?? null
  }

  get trustAnchors(): readonly string[] {
    return [...(this.authority ? [this.authority.pem] : []), ...(this.options.trustAnchors ?? [])]
  }

  get userTrustAnchors(): readonly string[] {
    return this.trustAnchors
  }

  trust(anchors: readonly string[]): void {
    this.trusted.push(...anchors.filter((anchor) => !this.trusted.includes(anchor)))
    this.listener?.trustClients(this.trusted)
    this.otherListener?.trustClients(this.trusted)
  }

  identity(name: PeerName): Identity | null {
    return this.named[name].client ?? null
  }

  peer(name: PeerName, session: Session): Peer {
    const home = this.named[name]
    if (!home.server) throw new Skip(`no certificate was supplied for the peer ${home.domain}`)
    return new ActingPeer(this, home, session)
  }

  peerAt(domain: string, session: Session): Peer {
    const home = this.homes.get(domain)
    if (!home) throw new Error(`no peer has the domain ${domain}`)
    return new ActingPeer(this, home, session)
  }

  target(facts: TargetFacts, session: Session): TargetHandle {
    return new ActingTarget(facts, session, this)
  }

  async wrong(kind: WrongKind, session: Session): Promise<Peer> {
    const home = this.wrongHomes.get(kind)
    if (!home) throw unmade(kind)
    const { server, client } = await this.wrongIdentity(kind, home.domain)
    home.server = server
    home.client = client
    return new ActingPeer(this, home, session)
  }

  async wrongIdentity(kind: WrongKind, domain: string): Promise<WrongIdentity> {
    const make = this.wrongMakers.get(kind)
    if (!make) throw unmade(kind)
    const key = `${kind} ${domain}`
    const made = this.wrongMade.get(key) ?? make(domain)
    this.wrongMade.set(key, made)
    return made
  }

  async issue(domain: string, also: readonly string[]): Promise<Identity> {
    if (!this.authority)
      throw new Skip('a certificate of several domains cannot be made with the certificates supplied')
    return this.authority.issue({ domain, sans: [domain, ...also] })
  }

  readonly credential = (client: ClientCertificate): Credential => {
    if (!this.authority) throw new Skip('certificates of users cannot be made with the certificates supplied')
    return { credential_type: credentialTypes.x509, certificates: [{ cert_data: this.authority.certify(client) }] }
  }

  async lease(session: Session): Promise<OddPeer> {
    for (;;) {
      // Peers that nobody had before come first: a target may still remember the directory of one that was leased.
      const free = this.odd.findIndex((home) => !home.lessee)
      const [home] = free < 0 ? [] : this.odd.splice(free, 1)
      if (home) {
        this.odd.push(home)
        home.lessee = session
        await this.certify(home)
        if (!home.server) throw new Skip(`no certificate was supplied for the odd peer ${home.domain}`)
        return new ActingOddPeer(this, home, session)
      }
      if (this.odd.length === 0) throw new Skip('no odd peers are configured')
      await this.leaseFreed(session.signal)
    }
  }

  release(session: Session): void {
    for (const home of this.homes.values()) if (home.lessee === session) home.vacate()
    this.claims.mailbox(session).forgetScripts()
    for (const wake of this.waitingForLease.splice(0)) wake()
  }

  forget(session: Session): void {
    this.release(session)
    for (const subject of this.claims.forget(session)) this.users.delete(subject)
  }

  /** Kept-alive connections, per certificate. */
  clientOf(home: PeerHome): Client {
    const identity = home.client ?? null
    const known = this.clients.get(identity)
    if (known) return known
    const { connectTo } = this.options
    const resolve = connectTo && ((url: URL) => ({ ...connectTo, servername: url.hostname }))
    const client = createClient({ identity, trust: this.trusted, timeoutMs: this.timeoutMs, resolve })
    this.clients.set(identity, client)
    return client
  }

  async close(): Promise<void> {
    await Promise.all([...this.clients.values()].map((client) => client.close()))
    await Promise.all([this.listener?.close(), this.otherListener?.close()])
  }

  private get address(): { host: string; port: number } {
    if (!this.listener) throw new Error('the network is not open')
    return this.listener
  }

  private async listenAt(where: NetworkOptions['listen']): Promise<Listener> {
    const listener = await listen({
      ...where,
      tls: { identity: (servername) => this.homes.get(servername ?? '')?.server, clientTrust: this.trusted },
      handle: (request) => this.receive(request, listener.port),
      onExchange: (exchange) => this.received(exchange),
      onSilence: (silence) => this.homes.get(silence.servername ?? '')?.silent(silence),
    })
    return listener
  }

  private home(domain: string, assetHost: boolean): PeerHome {
    const home = new PeerHome(domain, ordinaryDirectory(domain, this.draft), assetHost)
    this.homes.set(domain, home)
    return home
  }

  /** The user's certificate for the domain, or one of the run's authority. */
  private async certify(home: PeerHome): Promise<void> {
    if (home.server) return
    const supplied = this.options.identities?.find(({ domain }) => domain === home.domain)
    home.server = supplied ?? (await this.authority?.issue({ domain: home.domain }))
    home.client = home.server
  }

  private async leaseFreed(signal: AbortSignal): Promise<void> {
    const freed = new Promise<void>((resolve) => this.waitingForLease.push(resolve))
    await Promise.race([freed, aborted(signal)])
  }

  private async receive(request: InboundRequest, port: number): Promise<Reply> {
    const home = this.homes.get(hostDomain(request.host) ?? '') ?? this.homes.get(request.servername ?? '')
    if (!home) return { status: 421 }
    const record = this.read(home, request, port)
    const owner = home.lessee ?? this.claims.ownerOf(record.names)
    this.answering.set(request.id, { owner, home })
    if (owner) {
      const struct = record.action === null || record.action === 'directory' ? undefined : requestName(record.action)
      if (record.error && struct) owner.malformed({ exchange: record.id, struct, error: record.error })
      this.claims.deliver(record, owner)
    } else {
      this.unclaimed.push(record)
      if (this.unclaimed.length > remembered) this.unclaimed.shift()
    }
    const scripted =
      home.behaviour ??
      (record.action === 'directory' ? home.directory : undefined) ??
      (owner && this.claims.mailbox(owner).scriptFor(record))
    if (typeof scripted === 'function') return scripted(record)
    return scripted ?? answerWell(record, this.acquaintance(home, owner !== undefined))
  }

  private received(exchange: Exchange): void {
    const known = this.answering.get(exchange.id)
    if (!known) return
    this.answering.delete(exchange.id)
    exchange.peer = known.home.domain
    if (!known.owner) return
    exchange.owner = known.owner.owner
    known.owner.exchanged(exchange)
  }

  /** Reads a request strictly and finds everything that it names. */
  private read(home: PeerHome, request: InboundRequest, port: number): InboundRecord {
    const published = [...this.homes.values()].flatMap((other) => (other.published ? [other.published] : []))
    const { action, about } = route(home.domain, request.path, [...published, home.ordinary])
    const { value, error } =
      action === null || action === 'directory' || request.tooLarge
        ? { value: null, error: null }
        : readRequest(action, this.draft, request.body)
    const fields = error && action && action !== 'directory' ? fieldsOfRequest(action, this.draft, request.body) : value
    const url = `https://${home.domain}${request.path.split('?')[0] ?? ''}`
    const names = new Set([...(about === null ? [] : [about]), url, ...namesIn(fields)])
    return { id: request.id, peer: home.domain, port, request, action, about, names, value, error }
  }

  private acquaintance(home: PeerHome, owned: boolean) {
    const directory = new TextEncoder().encode(JSON.stringify(home.ordinary, null, 2))
    const { draft } = this
    return { draft, assetHost: home.assetHost, owned, directory, user: (uri: string) => this.users.get(uri) }
  }
}

function unmade(kind: WrongKind): Skip {
  return new Skip(`a certificate of the kind ${kind} cannot be made with the certificates supplied`)
}

const defaultNames: Readonly<Record<PeerName, string>> = {
  b: 'b',
  c: 'c',
  d: 'd',
  asset: 'assets',
  noAsset: 'plain',
}

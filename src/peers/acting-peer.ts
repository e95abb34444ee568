import { concat } from './bytes.js'
import type { Exchange, Headers } from '../transport/exchange.js'
import type { Silence } from '../transport/listener.js'
import { fromHeader } from '../transport/names.js'
import type { Action } from '../target/driver/contract.js'
import type { Sending } from './answer.js'
import { abuseReport, consentEntry, identifierRequest, keyMaterialRequest } from './builders.js'
import { encodeRequest, judgedBy, requestName, type Responses } from './endpoints.js'
import { PeerHome } from './home.js'
import type { InboundRecord, Match, Scripted } from './inbound.js'
import { patiently } from './patience.js'
import type { WrongKind } from './wrong-kinds.js'
import type { CertifiedUserOptions, Peer, PeerUserOptions, RawRequest } from './peer.js'
import type { Shared } from './shared.js'
import { PreparationFailed } from './preparation.js'
import { readAnswer, sending } from './read-answer.js'
import type { AbuseOptions, ConsentOptions, KeyMaterialOptions, QueryOptions, SendOptions } from './requests.js'
import { type Fanout, type HubRoom, openRoom, type RoomEvent, type RoomOptions } from './room.js'
import type { Session } from './session.js'
import type { TargetUser } from './target-user.js'
import type { PeerUser } from './user.js'
import { makeUser, nameUser } from './users.js'

/** A request before it is sent. */
interface Outgoing<A extends Action> extends Omit<SendOptions, 'url'> {
  action: A | null
  method: string
  url: () => string
  body?: () => Uint8Array
}

/** A peer of the network at work for one check. */
export class ActingPeer implements Peer {
  constructor(
    protected readonly network: Shared,
    protected readonly home: PeerHome,
    protected readonly session: Session,
  ) {}

  get domain() {
    return this.home.domain
  }

  get identity() {
    return this.home.client ?? null
  }

  async presenting(kind: WrongKind): Promise<Peer> {
    const { domain, ordinary, assetHost } = this.home
    const disguised = new PeerHome(domain, ordinary, assetHost)
    disguised.client = (await this.network.wrongIdentity(kind, domain)).client
    return new ActingPeer(this.network, disguised, this.session)
  }

  user(options: PeerUserOptions = {}): PeerUser {
    return this.known(makeUser(this.network, nameUser(this.domain, this.session, options), options))
  }

  certifiedUser({ subject = {}, ...options }: CertifiedUserOptions = {}): PeerUser {
    return this.known(makeUser(this.network, nameUser(this.domain, this.session, options), { ...options, subject }))
  }

  roomUri(name = 'room'): string {
    return this.claimed(`mimi://${this.domain}/r/${this.session.name(name)}`)
  }

  assetUrl(name = 'asset'): string {
    return this.claimed(`https://${this.domain}/assets/${this.session.name(name)}`)
  }

  claim(name: string): void {
    this.claimed(name)
  }

  send<A extends Action>(
    action: A,
    about: string,
    body: Uint8Array | object | null,
    options: SendOptions = {},
  ): Sending<Responses[A]> {
    const { draft } = this.session
    return this.dispatch<A>({
      ...options,
      action,
      method: options.method ?? (body === null ? 'GET' : 'POST'),
      url: () => options.url ?? this.session.url(action, options.path ?? about),
      body: body === null ? undefined : () => (body instanceof Uint8Array ? body : encodeRequest(action, draft, body)),
    })
  }

  keyMaterial(options: KeyMaterialOptions): Sending<Responses['keyMaterial']> {
    const { protocol, tamper } = options
    const other = protocol === undefined ? tamper : (body: Uint8Array) => (tamper?.(body) ?? body).with(0, protocol)
    const body = keyMaterialRequest(this.session.draft, options)
    return this.send('keyMaterial', options.target, body, { ...options, tamper: other })
  }

  consent(options: ConsentOptions): Sending<null> {
    const asks = options.operation === 'request' || options.operation === 'cancel'
    return asks ? this.requestConsent(options) : this.updateConsent(options)
  }

  requestConsent(options: ConsentOptions): Sending<null> {
    return this.send('requestConsent', options.target, consentEntry(options), options)
  }

  updateConsent(options: ConsentOptions): Sending<null> {
    return this.send('updateConsent', options.requester, consentEntry(options), options)
  }

  identifierQuery(options: QueryOptions): Sending<Responses['identifierQuery']> {
    const body = identifierRequest(this.session.draft, options)
    return this.send('identifierQuery', options.domain ?? this.session.targetDomain, body, options)
  }

  reportAbuse(options: AbuseOptions): Sending<null> {
    return this.send('reportAbuse', options.room, abuseReport(options), options)
  }

  notify(
    _to: { readonly domain: string },
    body: Fanout | Uint8Array,
    options: SendOptions & { room?: string } = {},
  ): Sending<null> {
    const plain = body instanceof Uint8Array
    const room = options.room ?? (plain ? this.roomUri() : body.room)
    return this.send('notify', room, plain ? body : body.bytes, options)
  }

  get(url: string, options: SendOptions = {}): Sending<null> {
    return this.dispatch<'proxyDownload'>({ ...options, action: null, method: options.method ?? 'GET', url: () => url })
  }

  async raw(request: RawRequest): Promise<Exchange> {
    const { owner, signal, valid } = this.session
    const client = this.network.clientOf(this.home)
    const exchange = await client.request({
      valid,
      timeoutMs: this.timeoutMs,
      ...request,
      signal,
      owner,
      peer: this.domain,
    })
    this.session.exchanged(exchange)
    return exchange
  }

  async roomWith(user: TargetUser | TargetUser[], options: RoomOptions = {}): Promise<HubRoom> {
    const { suite, deliver = true } = options
    const creator = this.user({ name: 'host', suite })
    const room = await openRoom(this.roomUri(), creator, this.session.draft, options)
    const keyPackages = await Promise.all([user].flat().map((each) => this.keyPackagesOf(each, creator, room)))
    await room.add(keyPackages.flat())
    if (deliver) await this.welcome(room)
    return room
  }

  fanout(room: HubRoom, ...events: RoomEvent[]): Fanout {
    return { room: room.uri, bytes: concat(events) }
  }

  answer(match: Match & { about: string }, scripted: Scripted): void {
    this.claimed(match.about)
    this.mailbox.script(this.domain, match, scripted)
  }

  async request(match: Match, withinMs?: number): Promise<InboundRecord | null> {
    const { timing, signal } = this.session
    const first = await this.mailbox.take(this.domain, match, withinMs ?? timing.fanoutMs, signal)
    if (first || withinMs !== undefined) return first
    return this.mailbox.take(this.domain, match, 2 * timing.fanoutMs, signal)
  }

  requests(match?: Match): readonly InboundRecord[] {
    return this.mailbox.list(this.domain, match)
  }

  silences(): readonly Silence[] {
    return this.home.silences
  }

  private known(user: PeerUser): PeerUser {
    this.network.users.set(user.uri, user)
    for (const { uri } of [user, ...user.devices]) this.network.claims.claim(uri, this.session)
    return user
  }

  /** A third of what is left, so that a target that hangs is told from one that is slow before the deadline. */
  private get timeoutMs(): number {
    return Math.max(1, Math.min(this.network.timeoutMs, Math.round((this.session.deadlineAt - Date.now()) / 3)))
  }

  private get mailbox() {
    return this.network.claims.mailbox(this.session)
  }

  private claimed(name: string): string {
    this.network.claims.claim(name, this.session)
    return name
  }

  private async keyPackagesOf({ uri }: TargetUser, requester: PeerUser, { uri: room }: HubRoom) {
    const suites = [requester.device.mls.suite]
    const { value } = await this.keyMaterial({ requester, target: uri, room, suites }).accepted()
    const found = (value?.clients ?? []).flatMap((client) => ('keyPackage' in client ? [client.keyPackage] : []))
    if (found.length > 0) return found
    throw new PreparationFailed(`fetch key packages of ${uri}`, 'no client had one', judgedBy.keyMaterial)
  }

  private async welcome(room: HubRoom): Promise<void> {
    await this.send('notify', room.uri, room.welcome).accepted()
  }

  /** Sends, waits as told where the target is overloaded, and reads the answer strictly. */
  private dispatch<A extends Action>(outgoing: Outgoing<A>): Sending<Responses[A]> {
    const step = outgoing.action ?? `${outgoing.method} ${outgoing.url()}`
    const judge = judgedBy[outgoing.action ?? 'directory']
    const { session } = this
    const answer = this.exchange(outgoing).then((exchange) =>
      readAnswer(session, outgoing.action, exchange, outgoing.anyAnswer),
    )
    return sending(answer, step, judge)
  }

  private exchange<A extends Action>(outgoing: Outgoing<A>): Promise<Exchange> {
    const { action, method, tamper, fresh, impatient = false } = outgoing
    const attempt = async () => {
      const plain = outgoing.body?.()
      const body = plain && tamper ? tamper(plain) : plain
      const url = outgoing.url()
      const headers = this.headers(outgoing, body !== undefined)
      const struct = action ? requestName(action) : undefined
      const valid = this.session.valid && !tamper
      const { history } = this.network
      const timeoutMs = history.limit(action, outgoing.timeoutMs ?? this.timeoutMs)
      const exchange = await this.raw({ method, url, headers, body, fresh, struct, valid, timeoutMs })
      history.learn(action, exchange)
      return exchange
    }
    return impatient ? attempt() : patiently(this.session, attempt)
  }

  private headers({ headers: wanted = {} }: Pick<SendOptions, 'headers'>, withBody: boolean): Headers {
    const own: [string, string][] = [['From', fromHeader(this.domain)]]
    if (withBody) own.push(['Content-Type', this.network.readings.contentType])
    const replaced = new Set(Object.keys(wanted).map((name) => name.toLowerCase()))
    const given = Object.entries(wanted).flatMap(([name, value]) =>
      [value ?? []].flat().map((each): [string, string] => [name, each]),
    )
    return [...own.filter(([name]) => !replaced.has(name.toLowerCase())), ...given]
  }
}

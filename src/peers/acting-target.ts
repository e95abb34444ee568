import { setTimeout as sleep } from 'node:timers/promises'
import type { KeyPackageOptions } from '../mls/device.js'
import type { KeyPackageBundle } from '../mls/key-package-bundle.js'
import type {
  Action,
  AnswerOf,
  DeviceStock,
  Driver,
  InboxEntry,
  Operation,
  PrepareRoomAnswer,
  ProfileFact,
  RequestOf,
  SubmitAnswer,
  WantedAccount,
} from '../target/driver/contract.js'
import { describeWanted, suffices } from '../target/driver/facts.js'
import { type Directory, expand, expandConsent } from '../transport/directory.js'
import type { Readings } from '../drafts/readings.js'
import { judgedBy } from './endpoints.js'
import { hostRoom } from './hosting/host.js'
import { hostAtPeer } from './hosting/peer-host.js'
import type { Hosting } from './hosting/room.js'
import type { Peer } from './peer.js'
import { Skip } from './preparation.js'
import type { Session } from './session.js'
import type { Shared } from './shared.js'
import type { HostedRoom, HostedRoomOptions, PeerRoom, PeerRoomOptions } from './hosted-room.js'
import type { TargetHandle } from './target-handle.js'
import { makeClient, type Maker } from './users.js'
import type { AccountOptions, TargetDevice, TargetUser, TargetUserOptions } from './target-user.js'

/** What is known of the target, the same for every check of a draft. */
export interface TargetFacts {
  domain: string
  directoryUrl: string
  directory: Directory | null
  driver: Driver
  operations: ReadonlySet<Operation>
  readings: Readings
}

/** The target's URL for an endpoint. @throws Skip when its directory lacks the endpoint */
export function endpointUrl({ domain, directory, readings }: TargetFacts, action: Action, value: string): string {
  if (!directory) throw new Skip(`the target has no readable directory; judged by ${judgedBy.directory}`)
  const template = directory.endpoints[action]
  if (template === undefined) throw new Skip(`the target's directory has no ${action}`)
  if (!template.startsWith('https:'))
    throw new Skip(`the directory's URL for ${action} is no https URL; judged by directory.urls.absolute`)
  const takesPeer = action === 'requestConsent' || action === 'updateConsent'
  if (takesPeer) return expandConsent(template, { user: value, domain })
  return value.startsWith(scheme) ? expansions[readings.pathExpansion](template, value) : expand(template, value)
}

const scheme = 'mimi://'

/** Reading R-DIR-010: what stands in a path for a URI. */
const expansions: Readonly<Record<Readings['pathExpansion'], (template: string, uri: string) => string>> = {
  'encoded-uri': expand,
  'encoded-path': (template, uri) => expand(template, uri.slice(scheme.length)),
  'bare-path': (template, uri) => template.replace(/\{[^{}]*\}/, () => encodeURI(uri.slice(scheme.length))),
}

/** The target on behalf of one check. */
export class ActingTarget implements TargetHandle {
  private readonly users = new Map<string, TargetUser>()

  constructor(
    private readonly facts: TargetFacts,
    private readonly session: Session,
    private readonly network: Pick<Shared, 'claims' | 'users' | 'peerAt'> & Maker,
  ) {}

  get domain() {
    return this.facts.domain
  }

  get directoryUrl() {
    return this.facts.directoryUrl
  }

  get directory() {
    return this.facts.directory
  }

  can(operation: Operation): boolean {
    return this.facts.operations.has(operation)
  }

  url(action: Action, value: string): string {
    return endpointUrl(this.facts, action, value)
  }

  unknownUser(): string {
    return this.claimed('u', 'nobody')
  }

  unknownRoom(): string {
    return this.claimed('r', 'nowhere')
  }

  perform<O extends Operation>(operation: O, request: RequestOf<O>): Promise<AnswerOf<O>> {
    if (!this.can(operation)) throw new Skip(`the driver has no ${operation}`)
    return this.facts.driver.perform(operation, request, this.session.signal)
  }

  /** ms within which what must arrive arrives: `timing.fanoutMs`, and twice that once more. */
  get patienceMs(): number {
    return 3 * this.session.timing.fanoutMs
  }

  async pause(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal: this.session.signal })
  }

  async user(options: TargetUserOptions = {}): Promise<TargetUser> {
    const { profile = [], search = 'open', pseudonymOf, consent = 'grant' } = options
    const wanted = wantedOf(options)
    const account = await this.perform('createUser', { uri: this.newUri(), profile, search, pseudonymOf, wanted })
    this.network.claims.claim(account.uri, this.session)
    const devices = account.stock
      ? stocked(account.stock, wanted).map((device) => this.device(account.uri, device, options))
      : await this.newDevices(account.uri, options)
    const user = this.known(new ActingTargetUser(this, account.uri, account.profile ?? profile, devices))
    if (consent !== 'none') await user.setConsent(consent, 'everyone')
    return user
  }

  async account(options: AccountOptions = {}): Promise<TargetUser> {
    const { profile = [], search = 'open', pseudonymOf, devices: count = 1 } = options
    const { uri, stock } = await this.perform('createUser', { uri: this.newUri(), profile, search, pseudonymOf })
    if (stock) throw new Skip(`the account ${uri} existed before: nobody has the private keys of its devices`)
    this.network.claims.claim(uri, this.session)
    const devices = this.namesOfDevices(uri, count).map((device) => this.device(uri, device, options))
    return this.known(new ActingTargetUser(this, uri, profile, devices))
  }

  async prepareRoom({
    creator: given,
    kind = 'plain',
    suite,
  }: Pick<HostedRoomOptions, 'creator' | 'kind' | 'suite'> = {}): Promise<PrepareRoomAnswer> {
    const creator = given ?? (await this.account({ suite }))
    return this.perform('prepareRoom', { creator: creator.uri, cipherSuite: creator.device.mls.suite, kind })
  }

  async host(options: HostedRoomOptions = {}): Promise<HostedRoom> {
    const creator = options.creator ?? (await this.account({ suite: options.suite }))
    return hostRoom(this.hosting, creator, options)
  }

  roomAt(hub: Peer, options: PeerRoomOptions): Promise<PeerRoom> {
    return hostAtPeer(this.hosting, hub, options)
  }

  async restart(): Promise<void> {
    await this.perform('restart', {})
  }

  private get hosting(): Hosting {
    const { session, facts } = this
    return {
      session,
      readings: facts.readings,
      peerAt: (domain) => this.network.peerAt(domain, session),
      ownerOf: ({ mls: { userUri } }) => {
        const owner = this.network.users.get(userUri) ?? this.users.get(userUri)
        if (!owner) throw new Error(`nobody of this check is ${userUri}`)
        return owner
      },
      claim: (name) => this.network.claims.claim(name, session),
      can: (operation) => this.can(operation),
      perform: (operation, request) => this.perform(operation, request),
    }
  }

  private known(user: ActingTargetUser): TargetUser {
    this.users.set(user.uri, user)
    return user
  }

  private newUri(): string {
    return `mimi://${this.domain}/u/${this.session.name('user')}`
  }

  private namesOfDevices(user: string, count: number): string[] {
    const name = user.slice(user.lastIndexOf('/') + 1)
    return Array.from({ length: count }, (_, index) => `mimi://${this.domain}/d/${name}-${index + 1}`)
  }

  /** Devices of an account that has none yet, registered with their first key packages. */
  private async newDevices(user: string, options: TargetUserOptions): Promise<ActingTargetDevice[]> {
    const { devices: count = 1, keyPackages = defaultKeyPackages, keyPackage = {} } = options
    const devices: ActingTargetDevice[] = []
    for (const uri of this.namesOfDevices(user, count)) {
      const device = this.device(user, uri, options)
      await device.publish(keyPackages, keyPackage)
      devices.push(device)
    }
    return devices
  }

  private device(userUri: string, clientUri: string, { suite }: TargetUserOptions): ActingTargetDevice {
    this.network.claims.claim(clientUri, this.session)
    const mls = makeClient(this.network, { userUri, clientUri, suite })
    return new ActingTargetDevice(this, userUri, clientUri, mls)
  }

  private claimed(kind: 'u' | 'r', prefix: string): string {
    const uri = `mimi://${this.domain}/${kind}/${this.session.name(prefix)}`
    this.network.claims.claim(uri, this.session)
    return uri
  }
}

/** What a driver that chooses among existing accounts has to know. */
function wantedOf({
  devices = 1,
  keyPackages = defaultKeyPackages,
  exactly,
  keyPackage,
  suite,
  consent = 'grant',
}: TargetUserOptions): WantedAccount {
  const fresh = suite !== undefined || (keyPackage !== undefined && keyPackages > 0)
  return {
    devices,
    keyPackages,
    ...(exactly && { exactly }),
    ...(fresh && { fresh }),
    ...(consent !== 'none' && { consent }),
  }
}

/**
 * The devices of an account that existed before, whose stock has to do: nobody has the private keys to add to it.
 * @throws Skip when it does not do
 */
function stocked(stock: readonly DeviceStock[], wanted: WantedAccount): string[] {
  if (suffices(stock, wanted)) return stock.map(({ device }) => device)
  const has = stock.map(({ keyPackages }) => keyPackages).join(', ') || 'none'
  throw new Skip(`the account existed before and does not do: it must have ${describeWanted(wanted)}; it has ${has}`)
}

/** Per device, where a check does not say. */
const defaultKeyPackages = 2

/** Between two looks into an inbox. */
const pauseMs = 20

class ActingTargetDevice implements TargetDevice {
  readonly published: KeyPackageBundle[] = []

  constructor(
    private readonly target: ActingTarget,
    private readonly user: string,
    public uri: string,
    readonly mls: TargetDevice['mls'],
  ) {}

  async publish(count: number, { withheld, ...wanted }: KeyPackageOptions & { withheld?: boolean }) {
    const bundles = this.mls.keyPackages(count, wanted)
    const { uri: device, user } = this
    const keyPackages = bundles.map(({ bytes }) => bytes)
    const answer = await this.target.perform('publishKeyPackages', { user, device, keyPackages, withheld })
    this.uri = answer.device
    this.published.push(...bundles)
    return bundles
  }

  async inbox(after = 0, waitMs = 0): Promise<InboxEntry[]> {
    const { user, uri: device } = this
    return (await this.target.perform('inbox', { user, device, after, waitMs })).entries
  }

  async delivered(enough: (entries: readonly InboxEntry[]) => boolean): Promise<InboxEntry[]> {
    const entries: InboxEntry[] = []
    const end = Date.now() + this.target.patienceMs
    for (let now = Date.now(); now < end && !enough(entries); now = Date.now()) {
      entries.push(...(await this.inbox(entries.at(-1)?.cursor, end - now)))
      // A driver may answer before the time is up: then it is asked anew, but not all the time.
      if (!enough(entries) && Date.now() - now < pauseMs) await this.target.pause(pauseMs)
    }
    return entries
  }
}

class ActingTargetUser implements TargetUser {
  constructor(
    private readonly target: ActingTarget,
    readonly uri: string,
    readonly profile: readonly ProfileFact[],
    readonly devices: readonly ActingTargetDevice[],
  ) {}

  get device(): TargetDevice {
    const [first] = this.devices
    if (!first) throw new Error(`${this.uri} was made without devices`)
    return first
  }

  publish(device: TargetDevice, count: number, options: KeyPackageOptions & { withheld?: boolean } = {}) {
    const own = this.devices.find((each) => each === device)
    if (!own) throw new Error(`${device.uri} is no device of ${this.uri}`)
    return own.publish(count, options)
  }

  async setConsent(decision: 'grant' | 'deny' | 'none', requester: string, room?: string): Promise<void> {
    await this.target.perform('setConsent', { user: this.uri, decision, requester, room })
  }

  submit(action: Action, to: string, body: Uint8Array, device: TargetDevice = this.device): Promise<SubmitAnswer> {
    return this.target.perform('submit', { user: this.uri, device: device.uri, action, to, body })
  }

  async delete(): Promise<void> {
    await this.target.perform('deleteUser', { user: this.uri })
  }
}

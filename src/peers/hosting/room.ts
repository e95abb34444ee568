import type { Draft } from '../../drafts/ids.js'
import type { Readings } from '../../drafts/readings.js'
import type { KeyPackageBundle } from '../../mls/key-package-bundle.js'
import { findingText, known, tryJoinExternally } from '../../mls/isolated.js'
import type { AppRules } from '../../mls/wire/app-state.js'
import type { Extension, GroupContext } from '../../mls/wire/index.js'
import type {
  Action,
  AnswerOf,
  HubActRequest,
  Operation,
  PrepareRoomAnswer,
  RequestOf,
} from '../../target/driver/contract.js'
import { participantsOf, rolesOf } from '../../wire/room-state/index.js'
import type { Participant, RoleDefinition, RoleId } from '../../wire/room-state/types.js'
import { type Answer, outcomeOf, type Sending } from '../answer.js'
import { keyMaterialRequest } from '../builders.js'
import type { Responses } from '../endpoints.js'
import type {
  Change,
  CommitOptions,
  EventMatch,
  GroupInfoOptions,
  Handshake,
  HostedRoom,
  JoinOptions,
  Message,
  MessageOptions,
  OpenedGroupInfo,
  RoomClient,
  RoomDevice,
  RoomFanout,
  RoomSendOptions,
  RoomUser,
} from '../hosted-room.js'
import type { Peer } from '../peer.js'
import { PreparationFailed } from '../preparation.js'
import { submitMessageRequest } from '../room-requests.js'
import type { Session } from '../session.js'
import { type Outcome, submitting } from './by-driver.js'
import { proposalsFor, type Resolved, resolve, roleOf } from './change.js'
import { type Claimed, claimedIn, newcomersIn } from './claimed.js'
import { ActingClient, type Entrance, type Surroundings } from './client.js'
import { eventsOf, isEvent, notifiesOf } from './events.js'
import { type AskedGroupInfo, askForGroupInfo, openGroupInfo } from './group-info.js'
import { commitOf, made, type Making } from './handshake.js'
import { type History, RoomState } from './history.js'
import { authenticatedDataIn } from './message.js'
import { updateBody } from './update-body.js'
import { isUser, ofPeer } from './users.js'

/** What a hosted room needs of the check that it belongs to. */
export interface Hosting {
  readonly session: Session
  readonly readings: Readings
  /** The peer of that domain. */
  peerAt(domain: string): Peer
  /** Whose device it is. @throws Error for a device of nobody's */
  ownerOf(device: RoomDevice): RoomUser
  /** Makes inbound requests that name this belong to the check. */
  claim(name: string): void
  /** Whether the driver has the operation. */
  can(operation: Operation): boolean
  perform<O extends Operation>(operation: O, request: RequestOf<O>): Promise<AnswerOf<O>>
}

/** What stays as it is in a room. */
export interface RoomFacts {
  readonly uri: string
  readonly suite: number
  readonly prepared: PrepareRoomAnswer
  /** Roles that the room began with. */
  readonly roles: readonly RoleDefinition[]
  readonly rules: AppRules
  readonly history: History
}

export interface Actor {
  readonly user: RoomUser
  readonly device: RoomDevice
}

/** A room that the target hosts, on behalf of one check. */
export class ActingRoom implements HostedRoom, Surroundings {
  /** Clients that are or were in the group, in the order in which they came. */
  private readonly known: ActingClient[] = []
  private readonly followed = new Set<Making>()
  /** Who comes in by an external commit. */
  private readonly joining = new WeakMap<Making, ActingClient>()
  /** What was asked, by its answer. */
  private readonly asked = new WeakMap<Answer<Responses['groupInfo']>, AskedGroupInfo>()

  constructor(
    private readonly facts: RoomFacts,
    protected readonly hosting: Hosting,
  ) {}

  get uri() {
    return this.facts.uri
  }

  get draft(): Draft {
    return this.hosting.session.draft
  }

  get readings(): Readings {
    return this.hosting.readings
  }

  get suite() {
    return this.facts.suite
  }

  get prepared() {
    return this.facts.prepared
  }

  get rules() {
    return this.facts.rules
  }

  get history() {
    return this.facts.history
  }

  get context(): GroupContext {
    return this.history.state.context
  }

  get groupId() {
    return this.context.group_id
  }

  get epoch() {
    return this.context.epoch
  }

  get participants(): readonly Participant[] {
    return participantsOf(this.draft, this.context.extensions, this.readings) ?? []
  }

  get roles(): readonly RoleDefinition[] {
    return rolesOf(this.draft, this.context.extensions, this.readings) ?? this.facts.roles
  }

  get creator(): RoomClient {
    const [first] = this.known
    if (!first) throw new Error('a room has its creator')
    return first
  }

  get clients(): readonly RoomClient[] {
    return this.known.filter(({ leaf }) => leaf !== null).toSorted((a, b) => (a.leaf ?? 0) - (b.leaf ?? 0))
  }

  client(who: RoomUser | RoomDevice): RoomClient {
    const theirs = this.known.filter(({ user, device }) =>
      isUser(who) ? user.uri === who.uri : device.uri === who.uri,
    )
    const client = theirs.find(({ leaf }) => leaf !== null) ?? theirs.at(-1)
    if (!client) throw new Error(`${who.uri} has no client in ${this.uri}`)
    return client
  }

  clientsOf(user: RoomUser): readonly RoomClient[] {
    return this.clients.filter((client) => client.user.uri === user.uri)
  }

  role(name: string): RoleId {
    return roleOf(this.roles, name)
  }

  /** Takes in a client that joins before the next step of the room's history. */
  seat(user: RoomUser, device: RoomDevice, entrance: Entrance): ActingClient {
    const client = new ActingClient(this, user, device, entrance, this.history.steps.length)
    this.known.push(client)
    return client
  }

  resolve(change: Change, claimed: Claimed): Resolved {
    return this.resolveIn(this.context.extensions, change, claimed)
  }

  async claimed({ user, device }: RoomClient, change: Change): Promise<Claimed> {
    const claimed = new Map<string, KeyPackageBundle>()
    const { draft, suite, hosting } = this
    if (!ofPeer(user) && !hosting.can('submit')) return claimed
    for (const newcomer of newcomersIn(change, (each) => hosting.ownerOf(each))) {
      const asked = { target: newcomer.uri, room: this.uri, suites: [suite], signer: device }
      const answer = ofPeer(user)
        ? await hosting.peerAt(user.domain).keyMaterial({ ...asked, requester: user })
        : await this.dispatch(
            'keyMaterial',
            { user, device },
            keyMaterialRequest(draft, { ...asked, requester: user }),
            {},
          )
      // A hub that passes nothing on is judged by key-material.relayed: newcomers make their key packages themselves then.
      for (const [uri, bundle] of claimedIn(answer, newcomer, suite)) claimed.set(uri, bundle)
    }
    return claimed
  }

  send(handshake: Handshake, options: RoomSendOptions = {}): Sending<Responses['update']> {
    const { sound } = made(handshake)
    const { tamper = sound ? undefined : asItIs } = options
    const sent = this.dispatch('update', handshake.by, updateBody(this.draft, handshake), { ...options, tamper })
    const follows = sound && !options.tamper && options.room === undefined
    return noting(sent, (answer) => {
      if (follows && this.took(handshake, answer)) this.landed(handshake)
    })
  }

  /** Whether the hub has taken it. */
  protected took(_handshake: Handshake, answer: Answer): boolean {
    return outcomeOf(answer) === 'accepted'
  }

  landed(handshake: Handshake): void {
    const { making, sound, messages, kind } = made(handshake)
    if (!sound) throw new Error('the room cannot follow a handshake that was changed')
    if (this.followed.has(making) || making.epoch !== this.epoch) return
    this.followed.add(making)
    const step = { kind, messages, made: making }
    if (!making.pending) return this.history.proposals(step)
    const { groupInfo, ratchetTree, welcome } = making.pending
    if (welcome) known(welcome)
    const joiner = this.joining.get(making)
    if (joiner) {
      joiner.enters(this.history.steps.length)
      this.known.push(joiner)
    }
    this.history.commit(step, new RoomState(groupInfo, ratchetTree))
    for (const { user, device, bundle } of making.newcomers)
      if (welcome) this.seat(user, device, { bundle, welcome, ratchetTree })
  }

  heard({ message, more }: RoomFanout): void {
    this.history.proposals({ kind: 'proposals', messages: [message, ...more], made: null })
  }

  async update(client: RoomClient, change?: Change, options?: CommitOptions): Promise<Answer<Responses['update']>> {
    return this.send(await client.change(change, options)).accepted()
  }

  submit(message: Message, options: RoomSendOptions = {}): Sending<Responses['submitMessage']> {
    const body = submitMessageRequest(this.draft, message.bytes, message.sender)
    return this.dispatch('submitMessage', message.by, body, options)
  }

  async say(client: RoomClient, text?: string, options?: MessageOptions): Promise<Message> {
    const message = await client.message(text, options)
    await this.submit(message).accepted()
    return message
  }

  groupInfo(options: GroupInfoOptions): Sending<Responses['groupInfo']> {
    const actor = this.actor(options.as)
    const asked = askForGroupInfo(this.draft, actor.device.mls, this.readings, options)
    const { as: _as, joiningCode: _code, suite: _suite, signature, label, fields, ...sendOptions } = options
    const deviates = signature !== undefined || label !== undefined || fields !== undefined
    const { tamper = deviates ? asItIs : undefined } = sendOptions
    const sent = this.dispatch('groupInfo', actor, asked.request, { ...sendOptions, tamper })
    return noting(sent, (answer) => void this.asked.set(answer, asked))
  }

  open(answer: Answer<Responses['groupInfo']>): OpenedGroupInfo {
    const asked = this.asked.get(answer)
    if (!asked) throw new Error('only an answer to groupInfo() of this room can be opened')
    return openGroupInfo(this.draft, this.uri, answer.value, asked)
  }

  async join(device: RoomDevice, options: JoinOptions = {}): Promise<Handshake> {
    const { change = {}, replaces, selfRemoves, from = await this.served(device) } = options
    const { context, groupInfoBytes, ratchetTreeBytes, epoch } = from
    const resolved = this.resolveIn(context.extensions, change, new Map())
    const joined = await tryJoinExternally({
      device: device.mls,
      groupInfo: groupInfoBytes,
      ratchetTree: ratchetTreeBytes ?? this.history.state.ratchetTree,
      proposals: proposalsFor(this.draft, change, resolved),
      references: selfRemoves,
      replaces: replaces?.leaf ?? undefined,
      authenticatedData: options.authenticatedData ?? authenticatedDataIn(this.draft, context, this.readings),
      app: this.rules,
    })
    // What the target serves is not Mimicry's own making.
    if (!joined.ok)
      throw new PreparationFailed('join by an external commit', findingText(joined.finding), 'group-info.external-key')
    const { group, pending } = joined.value
    const by = new ActingClient(this, this.hosting.ownerOf(device), device, { group }, this.history.steps.length)
    const making = { by, epoch, refs: [], pending, group, moves: 0, newcomers: resolved.add }
    this.joining.set(making, by)
    return commitOf(making)
  }

  events(at: Peer, match: EventMatch = {}): readonly RoomFanout[] {
    return at
      .requests(notifiesOf(this.uri))
      .flatMap((record) => eventsOf(this.draft, record))
      .filter((event) => isEvent(event, match))
  }

  async event(at: Peer, match: EventMatch, withinMs?: number): Promise<RoomFanout | null> {
    const [here] = this.events(at, match)
    if (here) return here
    const { where, ...room } = notifiesOf(this.uri)
    const brings = (record: Parameters<NonNullable<typeof where>>[0]) =>
      where?.(record) === true && eventsOf(this.draft, record).some((event) => isEvent(event, match))
    const record = await at.request({ ...room, where: brings }, withinMs)
    const found = record && eventsOf(this.draft, record).find((event) => isEvent(event, match))
    // A request with several events wakes one of those who wait for them.
    return found ?? this.events(at, match)[0] ?? null
  }

  async joinLink(
    by: RoomUser,
    { lifetimeS = 3600, uses = 1 }: { lifetimeS?: number; uses?: number } = {},
  ): Promise<Uint8Array> {
    const { code } = await this.hosting.perform('createJoinLink', { room: this.uri, by: by.uri, lifetimeS, uses })
    return code
  }

  async act(act: HubActRequest['act'], user?: RoomUser, durationS?: number): Promise<void> {
    await this.hosting.perform('hubAct', { room: this.uri, act, user: user?.uri, durationS })
  }

  private resolveIn(extensions: readonly Extension[], change: Change, claimed: Claimed): Resolved {
    const { draft, readings, suite, roles, hosting } = this
    const clientsOf = (user: RoomUser) => this.clientsOf(user)
    const context = { draft, readings, suite, extensions, roles, claimed, clientsOf }
    return resolve(change, context, (device) => hosting.ownerOf(device))
  }

  private actor(who: RoomUser | RoomDevice): Actor {
    return isUser(who) ? { user: who, device: who.device } : { user: this.hosting.ownerOf(who), device: who }
  }

  private async served(device: RoomDevice): Promise<OpenedGroupInfo> {
    const answer = await this.groupInfo({ as: device }).accepted()
    try {
      return this.open(answer)
    } catch (reason) {
      const actual = reason instanceof Error ? reason.message : String(reason)
      throw new PreparationFailed(`open the group info of ${this.uri}`, actual, 'group-info.readable')
    }
  }

  /** By the provider of the user whose request it is: a peer, or the target itself, which is handed it by the driver. */
  protected dispatch<A extends Action>(
    action: A,
    { user, device }: Actor,
    body: Uint8Array | object,
    { via, room = this.uri, ...options }: RoomSendOptions,
  ): Sending<Responses[A]> {
    if (via) return via.send(action, room, body, options)
    if (ofPeer(user)) return this.hosting.peerAt(user.domain).send(action, room, body, options)
    const own = user.devices.find(({ uri }) => uri === device.uri)
    if (!own) throw new Error(`${device.uri} is no device of ${user.uri}`)
    const outcome = (sent: Uint8Array) => this.outcome(action, sent)
    return submitting(this.hosting.session, { user, device: own, action, to: room, body, outcome }, options)
  }

  /** What came of a request that the target has passed on without telling its client: nobody knows. */
  protected outcome(_action: Action, _body: Uint8Array): Promise<Outcome | null> {
    return Promise.resolve(null)
  }
}

/** Takes note of an answer before anybody else sees it. */
function noting<V>(sent: Sending<V>, note: (answer: Answer<V>) => void): Sending<V> {
  const noted = sent.then((answer) => {
    note(answer)
    return answer
  })
  return Object.assign(noted, {
    async accepted() {
      await noted
      return sent.accepted()
    },
  })
}

/** A body is wrong as it is, so the exchange is not counted as valid. */
function asItIs(body: Uint8Array): Uint8Array {
  return body
}

/** A room that a peer hosts as a real hub, with users of the target among its members. */
import type { KeyPackageBundle } from '../../mls/key-package-bundle.js'
import type { Proposal } from '../../mls/wire/index.js'
import type { Action } from '../../target/driver/contract.js'
import type { Sending } from '../answer.js'
import { encodeRequest, judgedBy, type Responses } from '../endpoints.js'
import type { Handshake, HubEvent, PeerRoom, RoomSendOptions } from '../hosted-room.js'
import type { InboundRecord } from '../inbound.js'
import type { Peer } from '../peer.js'
import { readAnswer, sending } from '../read-answer.js'
import type { TargetUser } from '../target-user.js'
import type { PeerUser } from '../user.js'
import { answered } from './answered.js'
import type { Outcome } from './by-driver.js'
import type { HubDesk } from './desk.js'
import type { Claimed } from './claimed.js'
import { handedOut } from './handed-out.js'
import { ActingRoom, type Actor, type Hosting, type RoomFacts } from './room.js'
import { ofPeer } from './users.js'

/** What a hub answers by itself. */
const answering = ['update', 'submitMessage', 'groupInfo'] as const
type Answering = (typeof answering)[number]

export class ActingPeerRoom extends ActingRoom implements PeerRoom {
  private delivered = 0
  private readonly replies = new WeakMap<InboundRecord, Uint8Array>()

  constructor(
    facts: RoomFacts,
    hosting: Hosting,
    private readonly hub: Peer,
    private readonly desk: HubDesk,
  ) {
    super(facts, hosting)
  }

  get log(): readonly HubEvent[] {
    return this.desk.log
  }

  get undelivered(): readonly HubEvent[] {
    const { targetDomain } = this.hosting.session
    return this.log.slice(this.delivered).filter(({ to, from }) => to.has(targetDomain) && from !== targetDomain)
  }

  async deliver(): Promise<void> {
    const events = this.undelivered
    this.delivered = this.log.length
    for (const { bytes } of events) await this.hub.send('notify', this.uri, bytes).accepted()
  }

  async handedOut(user: TargetUser, requester: PeerUser): Promise<readonly KeyPackageBundle[]> {
    const newcomers = await handedOut(this.hub, requester, this.uri, this.suite, user)
    return newcomers.map(({ bundle }) => bundle)
  }

  proposes(proposal: Proposal): void {
    const before = this.log.length
    this.desk.propose(proposal)
    const messages = this.log.slice(before).map(({ message }) => message)
    this.history.proposals({ kind: 'proposals', messages, made: null })
  }

  /** Nothing is to be asked for: the hub is Mimicry's. */
  override claimed(): Promise<Claimed> {
    return Promise.resolve(new Map())
  }

  /** Answers the target's requests for this room. */
  attend(): void {
    for (const action of answering)
      this.hub.answer(
        { action, about: this.uri, where: ({ about, error }) => about === this.uri && !error },
        (record) => this.reply(action, record),
      )
  }

  /** Whatever the target tells its client: the hub knows what it took. */
  protected override took({ messages: [first] }: Handshake): boolean {
    return first !== undefined && this.desk.took(first)
  }

  /**
   * Requests of the target's users go by the driver, and come to the hub from the target; all others never leave Mimicry,
   * but for those that a peer sends to the target as if that were the hub.
   */
  protected override dispatch<A extends Action>(
    action: A,
    actor: Actor,
    body: Uint8Array | object,
    options: RoomSendOptions,
  ): Sending<Responses[A]> {
    if (!ofPeer(actor.user) || options.via) return super.dispatch(action, actor, body, options)
    const { session } = this.hosting
    const { draft } = session
    const plain = body instanceof Uint8Array ? body : encodeRequest(action, draft, body)
    const request = options.tamper ? options.tamper(plain) : plain
    if (!isAnswering(action)) throw new Error(`a hub of Mimicry's is not asked for ${action} by its own`)
    const answer = this.desk.answer(action, request, actor.user.domain)
    const url = `${this.hub.domain}/${action}`
    const exchange = answered({ peer: actor.user.domain, url, body: request, status: 200, answer })
    return sending(Promise.resolve(readAnswer(session, action, exchange)), `${action} within Mimicry`, judgedBy[action])
  }

  /** The hub's own answer, once the request has come. */
  protected override async outcome(action: Action, body: Uint8Array): Promise<Outcome | null> {
    const same = ({ request }: InboundRecord) => Buffer.compare(request.body, body) === 0
    const record = await this.hub.request({ action, about: this.uri, where: same })
    const answer = record && this.replies.get(record)
    return answer ? { status: 200, body: answer } : null
  }

  private reply(action: Answering, record: InboundRecord) {
    const body = this.desk.answer(action, record.request.body, this.hosting.session.targetDomain)
    this.replies.set(record, body)
    return { status: 200, headers: [['Content-Type', 'application/octet-stream']] satisfies [string, string][], body }
  }
}

function isAnswering(action: Action): action is Answering {
  return answering.some((each) => each === action)
}

/** Plays a room that the target hosts: eva is its own user, amy is b's, mia c's, and gus of d may come in. */
import { createHash } from 'node:crypto'
import { type Answer, outcomeOf } from '../../../src/peers/answer.js'
import type { Handshake, HostedRoom, Message, RoomClient, RoomFanout } from '../../../src/peers/hosted-room.js'
import type { Peer } from '../../../src/peers/peer.js'
import type { TargetUser } from '../../../src/peers/target-handle.js'
import type { PeerUser } from '../../../src/peers/user.js'
import type { Explanation } from './claim.js'
import {
  type Arrival,
  distributionBreach,
  type FanoutBreach,
  isDue,
  type SentEvent,
  type Span,
  type View,
} from './fanout-rules.js'
import { commitExplanation, messageExplanation, served, silences, type Told } from './room-rules.js'
import {
  Abandoned,
  answeredWith,
  arranged,
  hex,
  judged,
  type Outcome,
  type Part,
  type Ready,
  type Settling,
  type Stage,
} from './stage.js'
import type { State } from './state.js'
import { type ChangeName, type Commit, type Member, members, type RoomStep, type Silence } from './step.js'

interface Cast {
  readonly room: HostedRoom
  readonly users: Readonly<Record<Member, PeerUser | TargetUser>>
}

/** A commit or a message, made and not sent yet, or sent before. */
type Made =
  | { readonly kind: 'commit'; readonly by: Member; readonly change: ChangeName; readonly handshake: Handshake }
  | { readonly kind: 'message'; readonly by: Member; readonly message: Message }

/** Where each member gets the events of the room. */
const views: Readonly<Record<Member, string>> = { eva: 'the inbox of eva', amy: 'b', mia: 'c', gus: 'd' }

export class Hosted implements Part<RoomStep>, Settling {
  private cast: Promise<Cast> | null = null
  private readonly kept: Made[] = []
  private readonly made = new Map<Member, Made[]>()
  private last: Made | null = null
  /** The room's epoch when the story begins. */
  private first: bigint | null = null
  private readonly sent = new Map<string, SentEvent>()
  private readonly spans: { joined: Span | null; left: Partial<Record<Member, Span>> } = { joined: null, left: {} }

  constructor(private readonly stage: Stage) {}

  async prepare(step: RoomStep): Promise<Ready | null> {
    this.cast ??= this.gather()
    const cast = await this.cast
    switch (step.do) {
      case 'commit':
        return this.sending(cast, await this.commit(cast, step))
      case 'say':
        return this.sending(cast, await this.message(cast, step.by))
      case 'keep': {
        const { what, by } = step
        const made = what === 'commit' ? await this.commit(cast, { by, change: 'renew' }) : await this.message(cast, by)
        return made && keeping(made, () => void this.kept.push(made))
      }
      case 'send':
        return this.sending(cast, this.kept.shift() ?? null)
      case 'repeat':
        return this.last && this.repeating(cast, this.last)
      case 'look':
        return this.looking(cast)
      case 'silence':
        return this.silencing(cast, step)
    }
  }

  /** Whether there is a room at all. */
  get entered(): boolean {
    return this.cast !== null
  }

  async settle(): Promise<FanoutBreach | null> {
    if (!this.cast) return null
    const cast = await this.cast
    const events = [...this.sent.values()]
    const seen = await Promise.all(members.map((member) => this.view(cast, member, events)))
    return distributionBreach(
      events,
      seen.flatMap((view) => view ?? []),
    )
  }

  private async gather(): Promise<Cast> {
    const { target, b, c, d } = this.stage
    const amy = b.user({ name: 'amy', devices: 2 })
    const mia = c.user({ name: 'mia' })
    const gus = d.user({ name: 'gus' })
    const room = await arranged(target.host({ members: [{ user: amy, role: 'admin', clients: 1 }, { user: mia }] }))
    return { room, users: { eva: room.creator.user, amy, mia, gus } }
  }

  /** The epoch as stories count it: that of the beginning is 0. */
  private epochOf({ room }: Cast, epoch: bigint): number {
    this.first ??= room.epoch
    return Number(epoch - this.first)
  }

  private clientOf({ room, users }: Cast, member: Member): RoomClient | null {
    if (member === 'eva') return this.stage.target.can('submit') ? room.creator : null
    if (member === 'gus' && !this.spans.joined) return null
    return room.client(users[member])
  }

  private async commit(cast: Cast, { by, change }: Pick<Commit, 'by' | 'change'>): Promise<Made | null> {
    const { room, users } = cast
    this.epochOf(cast, room.epoch)
    const client = this.clientOf(cast, by)
    if (!client) return null
    const isIn = (member: Member) => room.participants.some(({ user }) => user === users[member].uri)
    if (change === 'renew') return { kind: 'commit', by, change, handshake: await client.change() }
    // Whoever has left can renew what it has, and knows of nothing else; nobody comes back, and nobody expels itself.
    if (client.leaf === null) return null
    if (change === 'admit gus') {
      if (this.spans.joined || isIn('gus')) return null
      return { kind: 'commit', by, change, handshake: await client.change({ admit: [{ user: users.gus }] }) }
    }
    const whom = change === 'expel mia' ? 'mia' : 'gus'
    if (whom === by || !isIn(whom)) return null
    return { kind: 'commit', by, change, handshake: await client.change({ expel: [users[whom]] }) }
  }

  private async message(cast: Cast, by: Member): Promise<Made | null> {
    this.epochOf(cast, cast.room.epoch)
    const client = this.clientOf(cast, by)
    return client && { kind: 'message', by, message: await client.message(`says ${by}`) }
  }

  private sending(cast: Cast, made: Made | null): Ready | null {
    if (!made) return null
    const epoch = this.epochOf(cast, made.kind === 'commit' ? made.handshake.epoch : made.message.epoch)
    return {
      shape: (state) => shapeOf(state, made, epoch),
      go: async (racing) => {
        const answer = await this.hand(cast, made)
        const told = this.told(cast, answer)
        if (!told.accepted && made.kind === 'commit' && cast.room.events(this.stage.b, { kind: 'proposal' }).length > 0)
          throw new Abandoned('the hub has proposals of its own, which a commit has to take up')
        if (told.accepted && made.kind === 'commit') this.last = made
        const { by } = made
        const explanation =
          made.kind === 'commit'
            ? commitExplanation({ by, change: made.change, epoch, racing }, told)
            : messageExplanation({ by, epoch, racing }, told)
        return this.outcome(made, answer, told, explanation, epoch)
      },
    }
  }

  /** No draft says whether the second answer is success again or wrongEpoch: nothing must change (MIMI-UPD-028). */
  private repeating(cast: Cast, made: Made): Ready {
    return {
      shape: ({ present }) => present.join(),
      go: async () => {
        const answer = await this.hand(cast, made)
        return { done: () => answeredWith(answer, [[]]) }
      },
    }
  }

  private async hand({ room }: Cast, made: Made): Promise<Answer> {
    await this.stage.turn()
    const sent: Promise<Answer> = made.kind === 'commit' ? room.send(made.handshake) : room.submit(made.message)
    return judged(await arranged(sent), this.stage)
  }

  private outcome(made: Made, answer: Answer, told: Told, explanation: Explanation, epoch: number): Outcome {
    return {
      done: (span) => {
        this.note(made, told.accepted, span)
        const named = told.currentEpoch === null ? '' : `, currentEpoch ${told.currentEpoch}`
        return answeredWith(answer, [explanation], `${named} (${this.nameOf(made)}, of epoch ${epoch})`)
      },
    }
  }

  /** `message 2 of amy`: everything that one member makes has a number of its own. */
  private nameOf(made: Made): string {
    const { kind, by } = made
    const theirs = this.made.get(by) ?? []
    this.made.set(by, theirs)
    if (!theirs.includes(made)) theirs.push(made)
    const alike = theirs.filter((each) => each.kind === kind)
    return `${kind} ${alike.indexOf(made) + 1} of ${by}`
  }

  /** What becomes of an event counts from its first acceptance. */
  private note(made: Made, accepted: boolean, span: Span): void {
    const id = hex(made.kind === 'commit' ? made.handshake.messages[0] : made.message.bytes)
    if (this.sent.get(id)?.accepted) return
    const what = this.nameOf(made)
    const event = { id, what, kind: made.kind, from: views[made.by], accepted, ...span }
    this.sent.set(id, event)
    if (!accepted || made.kind !== 'commit') return
    if (made.change === 'admit gus') this.spans.joined ??= span
    if (made.change === 'expel mia') this.spans.left.mia ??= span
    if (made.change === 'expel gus') this.spans.left.gus ??= span
  }

  private told(cast: Cast, answer: Answer): Told {
    const { value, code } = answer
    const named =
      typeof value === 'object' && value !== null && 'currentEpoch' in value && typeof value.currentEpoch === 'bigint'
        ? this.epochOf(cast, value.currentEpoch)
        : null
    return { accepted: outcomeOf(answer) === 'accepted', code, currentEpoch: named }
  }

  private looking(cast: Cast): Ready | null {
    const { room, users } = cast
    const { amy } = users
    const [, second] = amy.devices
    if (!second) return null
    this.epochOf(cast, room.epoch)
    return {
      shape: ({ epoch }) => (epoch === 0 ? 'first epoch' : 'later'),
      go: async () => {
        await this.stage.turn()
        const answer = judged(await room.groupInfo({ as: second }), this.stage)
        const accepted = outcomeOf(answer) === 'accepted'
        const epoch = accepted ? this.epochIn(cast, answer) : null
        const refused = {
          rule: accepted ? 'group-info.unreadable' : 'group-info.refused',
          requirement: 'MIMI-GRP-004',
          expected: 'group info that can be opened: amy is in the room',
        }
        const explanation = epoch === null ? [() => refused] : served(epoch)
        return { done: () => answeredWith(answer, [explanation], epoch === null ? '' : `, of epoch ${epoch}`) }
      },
    }
  }

  private epochIn(cast: Cast, answer: Parameters<HostedRoom['open']>[0]): number | null {
    try {
      return this.epochOf(cast, cast.room.open(answer).epoch)
    } catch (error) {
      if (error instanceof RangeError) return null
      throw error
    }
  }

  private silencing({ room, users }: Cast, { whom }: Silence): Ready | null {
    if (!this.stage.target.can('hubAct')) return null
    if (!room.participants.some(({ user }) => user === users[whom].uri)) return null
    return {
      shape: ({ silenced }) => `${silenced.length} silenced`,
      go: async () => {
        await arranged(room.act('silence', users[whom]))
        return { done: () => ({ answer: 'done', answerClass: 'done', explanations: [silences(whom)] }) }
      },
    }
  }

  /** What a member's provider, or its device, has got once everything is there or the time is up. */
  private async view(cast: Cast, member: Member, events: readonly SentEvent[]): Promise<View | null> {
    const { room } = cast
    const name = views[member]
    const joined = member === 'gus' ? (this.spans.joined ?? ('never' as const)) : null
    const left = this.spans.left[member] ?? null
    const view = { name, local: member === 'eva', joined, left }
    const due = events.filter((event) => isDue(event, { ...view, arrivals: [] })).map(({ id }) => id)
    if (member === 'eva') {
      if (!this.stage.target.can('inbox')) return null
      const device = cast.users.eva.devices[0]
      if (!device || !('delivered' in device)) return null
      const entries = await arranged(
        device.delivered((all) => {
          const there = new Set(all.map(({ message }) => hex(message)))
          return due.every((id) => there.has(id))
        }),
      )
      const arrivals = entries.map(({ cursor, message, timestamp }) => ({
        id: hex(message),
        connection: 'inbox',
        request: String(cursor),
        timestamp,
      }))
      return { ...view, arrivals }
    }
    const peer: Peer = { amy: this.stage.b, mia: this.stage.c, gus: this.stage.d }[member]
    await Promise.all(due.map((id) => room.event(peer, { of: Buffer.from(id, 'hex') })))
    return { ...view, arrivals: room.events(peer).map(arrivalOf) }
  }
}

function keeping(made: Made, keep: () => void): Ready {
  return {
    shape: () => made.kind,
    go: () => {
      keep()
      return Promise.resolve({ done: () => ({ answer: 'not sent', answerClass: 'kept', explanations: [[]] }) })
    },
  }
}

function arrivalOf({ record, message, timestamp }: RoomFanout): Arrival {
  const request = createHash('sha256').update(record.request.body).digest('hex')
  return { id: hex(message), connection: String(record.request.connection), request, timestamp }
}

function shapeOf({ epoch, present, silenced }: State, { kind, by, ...made }: Made, madeIn: number): string {
  const change = kind === 'commit' && 'change' in made ? made.change : ''
  const standing = silenced.includes(by) ? 'silenced' : present.includes(by) ? 'in' : 'out'
  return `${by} ${standing} ${change} ${epoch === madeIn ? 'now' : 'late'} ${present.length}`
}

/** Plays a room that the target hosts: eva is its own user, amy is b's, mia c's, and gus of d may come in. */
import { type Answer, outcomeOf } from '../../../src/peers/answer.js'
import type { HostedRoom } from '../../../src/peers/hosted-room.js'
import type { Explanation } from './claim.js'
import { Distribution } from './distribution.js'
import type { FanoutBreach } from './fanout-rules.js'
import { type Made, Making } from './making.js'
import { type Covered, removing } from './removals.js'
import {
  bans,
  commitExplanation,
  messageExplanation,
  proposalExplanation,
  served,
  servedTo,
  silences,
  type Told,
  whomOf,
} from './room-rules.js'
import {
  Abandoned,
  answeredWith,
  arranged,
  judged,
  type Outcome,
  type Part,
  type Ready,
  type Settling,
  type Stage,
} from './stage.js'
import type { State } from './state.js'
import type { Ban, Look, Member, RoomStep, Silence } from './step.js'

export class Hosted implements Part<RoomStep>, Settling {
  private cast: Promise<Making> | null = null
  private making: Making | null = null
  private readonly kept: Made[] = []
  private last: Made | null = null
  private readonly distribution: Distribution

  constructor(private readonly stage: Stage) {
    this.distribution = new Distribution(stage)
  }

  async prepare(step: RoomStep): Promise<Ready | null> {
    this.cast ??= this.gather()
    const cast = await this.cast
    switch (step.do) {
      case 'commit':
        return this.sending(cast, await cast.commit(step))
      case 'say':
        return this.sending(cast, await cast.message(step.by))
      case 'propose':
        return this.sending(cast, await cast.proposal(step))
      case 'keep': {
        const made = await cast.forLater(step)
        return made && keeping(made, () => void this.kept.push(made))
      }
      case 'send':
        return this.sending(cast, this.kept.shift() ?? null)
      case 'repeat':
        return this.last && this.repeating(cast, this.last)
      case 'look':
        return this.looking(cast, step)
      case 'silence':
        return this.silencing(cast, step)
      case 'ban':
        return this.banning(cast, step)
    }
  }

  /** Whether there is a room at all. */
  get entered(): boolean {
    return this.cast !== null
  }

  /** Whether there are proposals that a commit has to take up before anybody speaks. */
  get awaitsCommit(): boolean {
    return this.making?.removals.waiting === true
  }

  async settle(): Promise<FanoutBreach | null> {
    if (!this.cast) return null
    return this.distribution.breach(await this.cast)
  }

  private async gather(): Promise<Making> {
    const { target, b, c, d } = this.stage
    const amy = b.user({ name: 'amy', devices: 2 })
    const mia = c.user({ name: 'mia' })
    const gus = d.user({ name: 'gus' })
    const room = await arranged(target.host({ members: [{ user: amy, role: 'admin', clients: 1 }, { user: mia }] }))
    this.making = new Making(room, { eva: room.creator.user, amy, mia, gus }, target.can('submit'))
    return this.making
  }

  private sending(cast: Making, made: Made | null): Ready | null {
    if (!made) return null
    const epoch = cast.epochOf(made.kind === 'message' ? made.message.epoch : made.handshake.epoch)
    return {
      shape: (state) => shapeOf(state, made, epoch),
      go: async (racing) => {
        const answer = await this.hand(cast, made)
        const told = this.told(cast, answer)
        if (!told.accepted && made.kind === 'commit' && this.surprises(cast))
          throw new Abandoned('the hub has proposals of its own, which a commit has to take up')
        if (told.accepted && made.kind === 'commit') this.last = made
        const name = cast.nameOf(made)
        if (told.accepted && made.kind === 'proposal')
          cast.removals.accepted({ name, whom: whomOf(made.by, made.what), handshake: made.handshake })
        return this.outcome(cast, made, answer, told, explanationOf(made, { name, epoch, racing }, told), epoch)
      },
    }
  }

  /** No draft says whether the second answer is success again or wrongEpoch: nothing must change (MIMI-UPD-028). */
  private repeating(cast: Making, made: Made): Ready {
    return {
      shape: ({ present }) => present.join(),
      go: async () => {
        const answer = await this.hand(cast, made)
        return { done: () => answeredWith(answer, [[]]) }
      },
    }
  }

  private async hand({ room }: Making, made: Made): Promise<Answer> {
    await this.stage.turn()
    return judged(await arranged(sent(room, made)), this.stage)
  }

  /** Whether the hub has proposed something that is no ban of the story's. */
  private surprises({ room, removals }: Making): boolean {
    return room.events(this.stage.b, { kind: 'proposal' }).some((event) => removals.isSurprise(event))
  }

  private outcome(
    cast: Making,
    made: Made,
    answer: Answer,
    told: Told,
    explanation: Explanation,
    epoch: number,
  ): Outcome {
    return {
      done: (span) => {
        this.distribution.note(made, cast.nameOf(made), told.accepted, span)
        if (told.accepted && made.kind === 'commit' && made.change === 'admit gus') cast.gusCame = true
        const named = told.currentEpoch === null ? '' : `, currentEpoch ${told.currentEpoch}`
        const more = made.kind === 'commit' ? takenUp(made) : ''
        return answeredWith(answer, [explanation], `${named} (${cast.nameOf(made)}, of epoch ${epoch}${more})`)
      },
    }
  }

  private told(cast: Making, answer: Answer): Told {
    const { value, code } = answer
    const named =
      typeof value === 'object' && value !== null && 'currentEpoch' in value && typeof value.currentEpoch === 'bigint'
        ? cast.epochOf(value.currentEpoch)
        : null
    return { accepted: outcomeOf(answer) === 'accepted', code, currentEpoch: named }
  }

  private looking(cast: Making, { by }: Look): Ready | null {
    const { room, users } = cast
    const asking = by ? users[by].device : users.amy.devices[1]
    if (!asking) return null
    const standing = (state: State) => (by ? standingOf(state, by) : '')
    return {
      shape: (state) => `${standing(state)} ${state.epoch === 0 ? 'first epoch' : 'later'}`,
      go: async () => {
        await this.stage.turn()
        const answer = judged(await room.groupInfo({ as: asking }), this.stage)
        const accepted = outcomeOf(answer) === 'accepted'
        const epoch = accepted ? this.epochIn(cast, answer) : null
        const refused = {
          rule: accepted ? 'group-info.unreadable' : 'group-info.refused',
          requirement: 'MIMI-GRP-004',
          expected: 'group info that can be opened: amy is in the room',
        }
        const explanation = by
          ? epoch === null
            ? []
            : servedTo(by, epoch)
          : epoch === null
            ? [() => refused]
            : served(epoch)
        return { done: () => answeredWith(answer, [explanation], epoch === null ? '' : `, of epoch ${epoch}`) }
      },
    }
  }

  private epochIn(cast: Making, answer: Parameters<HostedRoom['open']>[0]): number | null {
    try {
      return cast.epochOf(cast.room.open(answer).epoch)
    } catch (error) {
      if (error instanceof RangeError) return null
      throw error
    }
  }

  private silencing(cast: Making, { whom }: Silence): Ready | null {
    const { room, users } = cast
    if (!this.stage.target.can('hubAct') || !cast.isIn(whom)) return null
    return {
      shape: ({ silenced }) => `${silenced.length} silenced`,
      go: async () => {
        await arranged(room.act('silence', users[whom]))
        return { done: () => ({ answer: 'done', answerClass: 'done', explanations: [silences(whom)] }) }
      },
    }
  }

  private banning(cast: Making, { whom }: Ban): Ready | null {
    const { room, users, removals } = cast
    if (!this.stage.target.can('hubAct') || !cast.isIn(whom) || removals.waiting) return null
    return {
      shape: ({ banned }) => `${banned.length} banned`,
      go: async () => {
        const { leaf } = room.client(users[whom])
        await arranged(room.act('ban', users[whom]))
        const removal = await room.event(this.stage.b, removing(room, leaf))
        if (!removal) throw new Abandoned('the hub does not propose to remove whom it bans')
        removals.banned(whom, removal)
        return {
          done: (span) => {
            this.distribution.mayMiss(whom, span)
            return { answer: 'done', answerClass: 'done', explanations: [bans(whom)] }
          },
        }
      },
    }
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

function sent(room: HostedRoom, made: Made): Promise<Answer> {
  if (made.kind === 'message') return room.submit(made.message)
  // Clients hear of proposals when they commit: named like this the room does not follow by itself.
  return made.kind === 'commit' ? room.send(made.handshake) : room.send(made.handshake, { room: room.uri })
}

function explanationOf(
  made: Made,
  { name, ...sent }: { readonly name: string; readonly epoch: number; readonly racing: boolean },
  told: Told,
): Explanation {
  const { by } = made
  switch (made.kind) {
    case 'commit':
      return commitExplanation({ ...sent, by, change: made.change, covers: made.covers, takesOut: made.takesOut }, told)
    case 'proposal':
      return proposalExplanation({ ...sent, name, by, what: made.what }, told)
    case 'message':
      return messageExplanation({ ...sent, by }, told)
  }
}

function takenUp({ covers, takesOut }: Covered): string {
  const all = [...covers, ...takesOut.map((who) => `the ban of ${who}`)]
  return all.length === 0 ? '' : `, with ${all.join(' and ')}`
}

function standingOf({ present, silenced, banned, pending }: State, who: Member): string {
  if (banned.includes(who)) return 'banned'
  if (pending.some(({ whom }) => whom === who)) return 'leaving'
  return silenced.includes(who) ? 'silenced' : present.includes(who) ? 'in' : 'out'
}

function shapeOf(state: State, made: Made, madeIn: number): string {
  const what = made.kind === 'commit' ? made.change : made.kind === 'proposal' ? made.what : ''
  const { epoch, present } = state
  return `${made.by} ${standingOf(state, made.by)} ${what} ${epoch === madeIn ? 'now' : 'late'} ${present.length}`
}

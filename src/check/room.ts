/** Judgements about rooms that the target hosts. */
import { setTimeout as sleep } from 'node:timers/promises'
import { type Answer, describeAnswer, outcomeOf } from '../peers/answer.js'
import { encode } from '../codec/index.js'
import { GroupContext } from '../mls/wire/index.js'
import type { MessageKind } from '../wire/message-kind.js'
import type {
  EventMatch,
  Handshake,
  HostedRoom,
  Message,
  RoomDevice,
  RoomFanout,
  RoomUser,
} from '../peers/hosted-room.js'
import { PreparationFailed } from '../peers/preparation.js'
import type { Peer } from '../peers/peer.js'
import type { Session } from '../peers/session.js'
import type { Environment } from './environment.js'
import type { Expected, Severity, SilenceOptions } from './finding.js'
import { Broken, type Judgement } from './judgement.js'
import { type Refusal, refuses } from './twin.js'

/**
 * A handshake or message that the hub must not take, and its twin: made on the same state, in the same epoch, valid, and
 * allowed. Make both before either is sent. The twin has to be accepted, so a hub that answers everything in the negative
 * passes nothing, and one whose epoch moved all the same is found out.
 */
export interface RoomRefusal extends Omit<Refusal, 'malformed' | 'twin'> {
  malformed: Handshake | Message | (() => PromiseLike<Answer>)
  twin: Handshake | Message | (() => PromiseLike<Answer>)
  /** The codes that the draft has for it: another negative code is a finding. */
  codes?: readonly string[]
  /** What another negative code weighs; by the requirement's level if absent. */
  otherCode?: Severity
}

/** Judges a negative request in a hosted room: see twin.ts, and RoomRefusal for what is more. */
export async function refusesIn(
  judgement: Judgement,
  session: Session,
  room: HostedRoom,
  { malformed, twin, codes, otherCode, ...refusal }: RoomRefusal,
): Promise<void> {
  let refused: Answer | null = null
  await refuses(judgement, session, {
    evaluated: (answer) => outcomeOf(answer) === 'accepted',
    ...refusal,
    malformed: async () => (refused = await sent(room, malformed)),
    twin: () => sent(room, twin),
  })
  if (refused && codes) judgeCode(judgement, refused, { ...refusal, codes, otherCode })
}

function sent(room: HostedRoom, what: RoomRefusal['malformed']): PromiseLike<Answer> {
  if (typeof what === 'function') return what()
  return 'bytes' in what ? room.submit(what) : room.send(what)
}

/** A refusal without a readable code of its own, such as a 4xx, is judged by `refuses` alone. */
function judgeCode(
  judgement: Judgement,
  answer: Answer,
  {
    what,
    requirement,
    codes,
    otherCode,
  }: Pick<RoomRefusal, 'what' | 'requirement' | 'otherCode'> & {
    codes: readonly string[]
  },
): void {
  if (outcomeOf(answer) !== 'negative') return
  judgement.that(codes.includes(answer.code ?? ''), {
    requirement,
    expected: `code ${codes.join(' or ')} for ${what}`,
    actual: describeAnswer(answer),
    exchange: answer,
    as: otherCode,
  })
}

/** An event that has to reach a peer. @throws Broken when it does not */
export async function arrivesIn(
  judgement: Judgement,
  session: Session,
  room: HostedRoom,
  at: Peer,
  match: EventMatch,
  otherwise: Partial<Expected> = {},
): Promise<RoomFanout> {
  const event = await room.event(at, match)
  const actual = `nothing came within ${3 * session.timing.fanoutMs} ms`
  judgement.that(event !== null, {
    expected: `${describe(match)} of ${room.uri} at ${at.domain}`,
    actual,
    ...otherwise,
  })
  if (!event) throw new Broken(actual)
  return event
}

/**
 * That the hub has the room in the state that its members know: what groupInfo serves to one of them is the GroupContext of
 * that epoch.
 */
export async function unchangedIn(
  judgement: Judgement,
  room: HostedRoom,
  as: RoomUser | RoomDevice,
  otherwise: Partial<Expected> = {},
): Promise<void> {
  const answer = await room.groupInfo({ as }).accepted()
  const served = contextServed(room, answer)
  const same = Buffer.compare(encode(GroupContext, served), encode(GroupContext, room.context)) === 0
  judgement.that(same, {
    expected: `the GroupContext of epoch ${room.epoch}, unchanged`,
    actual: served.epoch === room.epoch ? 'another one of that epoch' : `that of epoch ${served.epoch}`,
    exchange: answer,
    ...otherwise,
  })
}

function contextServed(room: HostedRoom, answer: Parameters<HostedRoom['open']>[0]): GroupContext {
  try {
    return room.open(answer).context
  } catch (reason) {
    const actual = reason instanceof Error ? reason.message : String(reason)
    throw new PreparationFailed(`open the group info of ${room.uri}`, actual, 'group-info.readable')
  }
}

/** That no such event reaches a peer; looked at once more at the end of the run. */
export async function silentIn(
  judgement: Judgement,
  { timing, signal, owner }: Session,
  environment: Environment,
  room: HostedRoom,
  at: Peer,
  match: EventMatch,
  { marker, ...otherwise }: SilenceOptions = {},
): Promise<void> {
  await (marker ? marker() : sleep(timing.quietMs, undefined, { signal }))
  const breach = (events: readonly RoomFanout[]): Expected => ({
    expected: `that ${describe(match)} of ${room.uri} does not come to ${at.domain}`,
    actual: `${events.length} came`,
    exchange: events[0]?.record,
    ...otherwise,
  })
  const now = room.events(at, match)
  if (!judgement.that(now.length === 0, breach(now))) return
  environment.late.push({
    check: owner,
    look() {
      const late = room.events(at, match)
      return late.length === 0
        ? null
        : { ...judgement.finding(breach(late)), note: 'it came after the check had ended' }
    },
  })
}

function describe({ kind, of, where }: EventMatch): string {
  const { article, noun } = nouns[kind ?? 'event']
  return `${of === undefined && where === undefined ? article : 'this'} ${noun}`
}

const nouns = {
  application: { article: 'an', noun: 'application message' },
  proposal: { article: 'a', noun: 'proposal' },
  commit: { article: 'a', noun: 'commit' },
  welcome: { article: 'a', noun: 'Welcome' },
  event: { article: 'an', noun: 'event' },
} satisfies Record<MessageKind | 'event', { article: string; noun: string }>

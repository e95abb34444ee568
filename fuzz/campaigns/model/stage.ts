/** Where stories are played: the target and the peers, on behalf of one story alone. */
import type { Environment } from '../../../src/check/environment.js'
import { endpointUrl } from '../../../src/peers/acting-target.js'
import { type Answer, describeAnswer, outcomeOf } from '../../../src/peers/answer.js'
import type { Peer } from '../../../src/peers/peer.js'
import type { Session } from '../../../src/peers/session.js'
import type { TargetHandle } from '../../../src/peers/target-handle.js'
import { DriverFailure } from '../../../src/target/driver/contract.js'
import type { Breach, Explanation } from './claim.js'
import type { FanoutBreach, Span } from './fanout-rules.js'
import type { State } from './state.js'

/** Everybody a story needs, with names that no other one has. */
export interface Stage {
  readonly environment: Environment
  readonly signal: AbortSignal
  readonly target: TargetHandle
  readonly b: Peer
  readonly c: Peer
  readonly d: Peer
  /** Waits for the campaign's turn, before a request. */
  turn(): Promise<void>
  /** Ends it for good: what still comes belongs to nobody. */
  close(): void
}

/** A story cannot be played to its end, through no fault of the target: it is counted, and judges nothing. */
export class Abandoned extends Error {
  override readonly name = 'Abandoned'
}

/** What came of a step. */
export interface Done {
  /** As it is told: `status 200, code success: ada/1#1`. */
  readonly answer: string
  /** The same without what differs from story to story. */
  readonly answerClass: string
  readonly explanations: readonly Explanation[]
}

/** A step made ready, so that all that is left to do is to send it. */
export interface Ready {
  /** @param racing other requests are under way at the same time */
  go(racing: boolean): Promise<Outcome>
  /** What the state is like, as far as it matters to the step: for telling what was never tried before. */
  shape(state: State): string
}

/** What there is once everything under way is answered: until then it may be unknown whose an answer speaks of. */
export interface Outcome {
  done(span: Span): Done
}

/** The players of one part of the model. */
export interface Part<S> {
  /** Null when the step cannot be played now: there is nothing to send again, say. @throws Abandoned, Skip */
  prepare(step: S): Promise<Ready | null>
}

/** A part of the model that shows in the end whether everything came where it belongs. */
export interface Settling {
  /** Waits for what has to come. @returns what is wrong; null when nothing is */
  settle(): Promise<FanoutBreach | null>
}

let stories = 0

/** ms for one story. */
const storyMs = 60_000

/** The stage of one story. */
export function openStage(environment: Environment, signal: AbortSignal, turn: () => Promise<void>): Stage {
  const story = ++stories
  let named = 0
  const bounded = AbortSignal.any([signal, AbortSignal.timeout(storyMs)])
  const { network, draft, timing, domain, run } = environment
  const session: Session = {
    owner: `model.story-${story}`,
    draft,
    signal: bounded,
    deadlineAt: Date.now() + storyMs,
    timing,
    targetDomain: domain,
    valid: true,
    url: (action, value) => endpointUrl(environment, action, value),
    name: (prefix) => `${prefix}-${run}-m${story}-${++named}`,
    exchanged: () => undefined,
    malformed: () => undefined,
  }
  return {
    environment,
    signal: bounded,
    target: network.target(environment, session),
    b: network.peer('b', session),
    c: network.peer('c', session),
    d: network.peer('d', session),
    turn,
    close: () => network.forget(session),
  }
}

/**
 * Whether an answer counts: what says nothing about the request ends the story.
 * @throws Abandoned
 */
export function judged<A extends Answer>(answer: A, { signal }: Pick<Stage, 'signal'>): A {
  const outcome = outcomeOf(answer)
  if (signal.aborted) throw new Abandoned('the story took too long, or was interrupted')
  if (outcome === 'overloaded') throw new Abandoned('the target is overloaded')
  if (outcome === 'unreachable') throw new Abandoned(`the target is not reached: ${describeAnswer(answer)}`)
  return answer
}

export const noAnswer = 'answer.none'

/** The breach of an answer that is none to a valid request; null for one that can be looked at. */
export function failure(answer: Answer, requirement?: string): Breach | null {
  switch (outcomeOf(answer)) {
    case 'server-error':
      return { rule: 'answer.server-error', requirement, expected: 'no server error in answer to a valid request' }
    case 'dropped':
    case 'tls-refused':
    case 'silent':
      return { rule: noAnswer, requirement, expected: 'an answer to a valid request' }
    case 'unreadable':
      return { rule: 'answer.unreadable', requirement, expected: 'an answer that can be read as the draft defines it' }
    default:
      return null
  }
}

/** An operation of the driver's: what it does not do ends the story. @throws Abandoned */
export async function arranged<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (error instanceof DriverFailure) throw new Abandoned(error.message)
    throw error
  }
}

/** A done step with one explanation, or the breach that the answer is by itself. */
export function answeredWith(answer: Answer, explanations: readonly Explanation[], more = ''): Done {
  const failed = failure(answer)
  const text = describeAnswer(answer)
  return {
    answer: text + more,
    answerClass: `${answer.status ?? outcomeOf(answer)} ${answer.code ?? ''}`.trim(),
    explanations: failed ? [[() => failed]] : explanations,
  }
}

export function hex(bytes: Uint8Array | null | undefined): string {
  return Buffer.from(bytes ?? []).toString('hex')
}

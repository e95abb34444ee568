/** What is wrong with one answer, whatever was asked. */
import { codecRequirement, weakened } from '../../../src/check/malformed-answer.js'
import { mustRefuse, ruleOfBody } from '../../../src/check/malformed-body.js'
import type { Draft } from '../../../src/drafts/ids.js'
import { type Answer, describeAnswer, outcomeOf } from '../../../src/peers/answer.js'
import type { Action } from '../../../src/target/driver/contract.js'
import type { Input, Made } from './input.js'

export const oracles = [
  'server-error',
  'connection-dropped',
  'no-answer',
  'slow-answer',
  'malformed-accepted',
  'unreadable-answer',
  'unreadable-request',
  'state-changed',
  'twin-refused',
  'twin-without-effect',
  'target-gone',
] as const
export type Oracle = (typeof oracles)[number]

/** What a case, or a round of them, has shown. */
export interface Problem {
  readonly oracle: Oracle
  /** The input that showed it; null where it was the round as a whole. */
  readonly made: Made | null
  readonly answer: Answer | null
  readonly expected: string
  readonly actual: string
  readonly requirement?: string
  readonly path?: string
  readonly offset?: number
}

export interface Judged {
  readonly problem?: Problem
  /** Something for the summary that is no finding. */
  readonly counted?: string
}

export interface Rules {
  readonly draft: Draft
  readonly endpoint: Action | 'directory'
  /** An answer that takes longer than that is slow, ms. */
  readonly slowMs: number
}

/** The last of the answers to one input; what fell over was sent twice. */
export function judge(made: Made, answer: Answer, { draft, endpoint, slowMs }: Rules): Judged {
  const actual = describeAnswer(answer)
  const found = (oracle: Oracle, expected: string, more: Partial<Problem> = {}): Judged => ({
    problem: { oracle, made, answer, expected, actual, ...more },
  })
  switch (outcomeOf(answer)) {
    case 'overloaded':
      return { counted: `still overloaded after waiting as told (${endpoint})` }
    case 'server-error':
      if (mayFail(answer, endpoint, made)) return { counted: `${actual} (${endpoint})` }
      return found('server-error', 'an answer that says what the server makes of the request, no failure of its own')
    case 'dropped':
    case 'tls-refused':
      return found('connection-dropped', 'an answer; the connection ended twice without one')
    case 'silent':
      return found(
        'no-answer',
        `an answer in time: ${Math.round(answer.exchange.durationMs)} ms passed twice without one`,
      )
    case 'unreachable':
      return found('target-gone', 'a target that still takes connections')
    case 'unreadable':
      return unreadable(made, answer, found)
    case 'accepted':
      if (made.error && !made.variation?.anyAnswer) return accepted(made, made.error, draft, endpoint, found)
      break
    default:
  }
  const { durationMs } = answer.exchange
  if (durationMs <= slowMs) return {}
  return found('slow-answer', `an answer within ${Math.round(slowMs)} ms, as others of this endpoint are`, {
    actual: `${actual}, after ${Math.round(durationMs)} ms`,
  })
}

type Fault = NonNullable<Made['error']>

type Found = (oracle: Oracle, expected: string, more?: Partial<Problem>) => Judged

/** A method that a server does not know it need not implement; who passes a request on may fail to get an answer. */
function mayFail({ status }: Answer, endpoint: Rules['endpoint'], { variation }: Made): boolean {
  if (status === 501) return variation?.name.startsWith('method-') === true
  return endpoint === 'proxyDownload' && (status === 502 || status === 504)
}

function unreadable(made: Made, { error, exchange }: Answer, found: Found): Judged {
  if (made.variation?.anyAnswer) return {}
  if (!error) return found('unreadable-answer', `an answer of bounded length, ended as ${exchange.ending.kind}`)
  if (weakened(error) !== undefined) return { counted: `an answer has ${error.message} (${error.code})` }
  const { code, path, offset, message } = error
  return found('unreadable-answer', "an answer in the draft's structure", {
    requirement: codecRequirement(error),
    actual: `${code}: ${message}`,
    path,
    offset,
  })
}

function accepted({ input }: Made, error: Fault, draft: Draft, endpoint: Rules['endpoint'], found: Found): Judged {
  const rule = ruleFor(input, error)
  if (!rule) return { counted: `${endpoint} accepts ${error.code} at ${error.path}, of which no requirement speaks` }
  if (!mustRefuse(rule, draft))
    return { counted: `${endpoint} accepts ${error.code}, which is a warning at most (${rule.requirement})` }
  const { requirement } = rule
  const { path, offset } = error
  return found('malformed-accepted', `a refusal (any 4xx, or a negative code): the body has ${error.code}`, {
    requirement,
    path,
    offset,
  })
}

/** Whether a target has to refuse a body with such a fault, and is not merely advised to. */
export function hasToBeRefused(input: Input, error: Fault, draft: Draft): boolean {
  const rule = ruleFor(input, error)
  return rule !== null && mustRefuse(rule, draft)
}

function ruleFor({ mutations: [only, ...others] }: Input, error: Fault) {
  return ruleOfBody(error, only?.kind === 'malform' && others.length === 0 ? only.family : undefined)
}

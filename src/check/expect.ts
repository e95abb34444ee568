import { type Answer, describeAnswer, isEvaluated, outcomeOf } from '../peers/answer.js'
import { Skip } from '../peers/preparation.js'
import type { Severity } from './finding.js'
import { Broken, type Judgement } from './judgement.js'

/** Judgements on one answer. They run in the order written; await the last one. */
export interface Expectation<V> extends Promise<Answer<V>> {
  /** The status, exactly; others may count for less: `.status(201, { warn: [200, 202, 204] })`. Everything else breaks it. */
  status(expected: number | readonly number[], lesser?: Lesser<number>): Expectation<V>
  /** Answered like a processed request: a 2xx, or a readable structure whatever its code. */
  evaluated(options?: { as?: Severity }): Expectation<V>
  /** The response's code is one of these; others may count for less. */
  code(expected: string | readonly string[], lesser?: Lesser<string>): Expectation<V>
  /** Refused: any 4xx or negative code. `accepted` says what a 2xx success weighs, `codes` which codes refuse. */
  refused(options?: { accepted?: Severity; codes?: readonly string[] }): Expectation<V>
  /** No response body. */
  emptyBody(options?: { as?: Severity }): Expectation<V>
  /** The decoded response; the check ends with a finding if there is none. */
  reads(): Promise<NonNullable<V>>
}

/** What is not as expected and yet no full breach. */
export interface Lesser<T> {
  warn?: readonly T[]
  observe?: readonly T[]
}

/** Starts judging an answer under a requirement. @throws Skip, when awaited, for a target that is overloaded */
export function expectation<V>(
  judgement: Judgement,
  answer: PromiseLike<Answer<V>>,
  requirement: string | undefined,
): Expectation<V> {
  return judging(judgement, Promise.resolve(answer).then(notOverloaded), requirement)
}

/** 429, and 503 with Retry-After, neither accept nor refuse; the peer has already waited and repeated. */
export function notOverloaded<A extends Answer>(answer: A): A {
  if (outcomeOf(answer) === 'overloaded') throw new Skip(`the target is overloaded: ${describeAnswer(answer)}`)
  return answer
}

/** A promise of the answer with the judgements on it; each gives the next, which runs after it. */
function judging<V>(judgement: Judgement, answer: Promise<Answer<V>>, requirement: string | undefined): Expectation<V> {
  const judge = (rule: (answer: Answer<V>) => Rule): Expectation<V> => {
    const judged = answer.then((given) => {
      const { met, ...otherwise } = rule(given)
      judgement.that(met, { actual: describeAnswer(given), ...otherwise, requirement, exchange: given })
      return given
    })
    return judging(judgement, judged, requirement)
  }
  return Object.assign(judgement.track(answer), {
    status: (expected: number | readonly number[], lesser: Lesser<number> = {}) =>
      judge(({ status }) => ({
        met: status !== null && list(expected).includes(status),
        expected: `status ${list(expected).join(' or ')}`,
        as: weight(status, lesser),
      })),
    evaluated: ({ as }: { as?: Severity } = {}) =>
      judge((given) => ({ met: isEvaluated(given), expected: 'an evaluated request, whatever its code', as })),
    code: (expected: string | readonly string[], lesser: Lesser<string> = {}) =>
      judge(({ code }) => ({
        met: code !== null && list(expected).includes(code),
        expected: `code ${list(expected).join(' or ')}`,
        as: weight(code, lesser),
      })),
    refused: (options: { accepted?: Severity; codes?: readonly string[] } = {}) =>
      judge((given) => refusalRule(given, options)),
    emptyBody: ({ as }: { as?: Severity } = {}) =>
      judge(({ exchange: { response } }) => ({
        met: response?.body.length === 0,
        expected: 'no response body',
        ...(response && { actual: `a body of ${response.body.length} bytes` }),
        as,
      })),
    reads: () => judgement.track(answer.then((given) => read(judgement, given, requirement))),
  })
}

type Rule = { met: boolean; expected: string; actual?: string; as?: Severity }

function refusalRule(answer: Answer, options: { accepted?: Severity; codes?: readonly string[] }): Rule {
  const outcome = outcomeOf(answer)
  const { accepted, codes } = options
  const negative = outcome === 'negative' && (!codes || codes.includes(answer.code ?? ''))
  return {
    met: negative || outcome === 'refused' || outcome === 'tls-refused',
    expected: `a refusal: any 4xx, or ${codes ? `code ${codes.join(' or ')}` : 'a negative code'}`,
    as: outcome === 'server-error' ? 'warn' : outcome === 'accepted' ? accepted : undefined,
  }
}

function read<V>(judgement: Judgement, answer: Answer<V>, requirement: string | undefined): NonNullable<V> {
  const { value } = answer
  const actual = describeAnswer(answer)
  const there = value !== null && value !== undefined
  judgement.that(there, { expected: 'a readable response', actual, requirement, exchange: answer })
  if (!there) throw new Broken(`no readable response: ${actual}`)
  return value
}

function list<T extends string | number>(one: T | readonly T[]): readonly T[] {
  return typeof one === 'object' ? one : [one]
}

function weight<T>(actual: T | null, { warn, observe }: Lesser<T>): Severity | undefined {
  if (actual === null) return undefined
  if (observe?.includes(actual)) return 'observe'
  return warn?.includes(actual) ? 'warn' : undefined
}

import type { Answer } from '../peers/answer.js'
import type { Severity } from './finding.js'

/** Judgements on one answer. They run in the order written; await the last one. */
export interface Expectation<V> extends PromiseLike<Answer<V>> {
  /** The status, exactly; others may count for less: `.status(201, { warn: [200, 202, 204] })`. Everything else breaks it. */
  status(expected: number | number[], lesser?: { warn?: number[]; observe?: number[] }): Expectation<V>
  /** Answered like a processed request: a 2xx, or a readable structure whatever its code. */
  evaluated(): Expectation<V>
  /** The response's code is one of these; others may count for less. */
  code(expected: string | string[], lesser?: { warn?: string[]; observe?: string[] }): Expectation<V>
  /** Refused: any 4xx or negative code. `accepted` says what a 2xx success weighs, `codes` which codes refuse. */
  refused(options?: { accepted?: Severity; codes?: string[] }): Expectation<V>
  /** No response body. */
  emptyBody(options?: { as?: Severity }): Expectation<V>
  /** The decoded response; the check ends with a finding if there is none. */
  reads(): Promise<NonNullable<V>>
}

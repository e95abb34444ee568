import type { CodecError } from '../codec/index.js'
import type { Action } from '../target/driver/contract.js'
import type { Exchange } from '../transport/exchange.js'

/** What the target answered to one request of a peer, already read strictly. */
export interface Answer<V = unknown> {
  readonly exchange: Exchange
  /** Null for a request outside the directory's endpoints (the directory itself, raw requests). */
  readonly action: Action | null
  /** Null when no HTTP answer came; `exchange.ending` says why. */
  readonly status: number | null
  /** The decoded response structure; null if the endpoint has none, or it was not readable. */
  readonly value: V | null
  /** Why the body was not readable. */
  readonly error: CodecError | null
  /** The code within the value: `success`, `noConsent`, `notFound`…; null where the endpoint has none. */
  readonly code: string | null
}

/** How an answer counts under the verdict rules. */
export type Outcome =
  | 'accepted' // 2xx, with a positive code where there is one
  | 'negative' // a readable structure with a code of refusal, whatever the status
  | 'refused' // 3xx or 4xx without such a code
  | 'overloaded' // 429, or 503 with Retry-After, and still so when time was up
  | 'server-error' // any other 5xx
  | 'unreadable' // 2xx, but the body is not the structure
  | 'tls-refused'
  | 'dropped' // connection closed or reset before an answer
  | 'silent' // no answer in time
  | 'unreachable' // no connection at all

/** An answer under way. Await it to judge it, or call `accepted()` to use it as preparation, which is not judged. */
export interface Sending<V = unknown> extends PromiseLike<Answer<V>> {
  /**
   * Preparation: any 2xx and a readable answer without a negative code will do.
   * @throws PreparationFailed, which turns the check into a skip naming the check that judges this step.
   */
  accepted(): Promise<Answer<V>>
}

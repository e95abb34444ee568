import type { CodecError } from '../codec/index.js'
import type { Action } from '../target/driver/contract.js'
import { describeEnding, type Ending, type Exchange, headerValues } from '../transport/exchange.js'

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

/** An answer under way. Await it to judge it, or call `accepted()` to use it as preparation, which is not judged. */
export interface Sending<V = unknown> extends Promise<Answer<V>> {
  /**
   * Preparation: any 2xx and a readable answer without a negative code will do.
   * @throws PreparationFailed, which turns the check into a skip naming the check that judges this step.
   */
  accepted(): Promise<Answer<V>>
}

/** How an answer counts under the verdict rules. */
export type Outcome =
  | 'accepted' // 2xx, with a positive code where there is one
  | 'negative' // a readable structure with a code of refusal, whatever the status below 500
  | 'refused' // any other status below 500
  | 'overloaded' // 429, or 503 with Retry-After: neither accepted nor refused
  | 'server-error' // any other 5xx
  | 'unreadable' // 2xx, but the body is not the structure
  | 'tls-refused' // in the handshake, or on the first read
  | 'dropped' // connection closed or reset before an answer
  | 'silent' // no answer in time
  | 'unreachable' // no connection, or nothing there that speaks HTTPS

const positiveCodes: ReadonlySet<string> = new Set(['success', 'partialSuccess', 'accepted'])

export function isPositive(code: string): boolean {
  return positiveCodes.has(code)
}

export function outcomeOf({ exchange, status, code, error }: Answer): Outcome {
  if (status === null) return outcomeWithoutAnswer(exchange.ending)
  if (isOverloaded(exchange)) return 'overloaded'
  if (status >= 500) return 'server-error'
  if (code !== null && !isPositive(code)) return 'negative'
  if (status < 200 || status >= 300) return 'refused'
  return error ? 'unreadable' : 'accepted'
}

/** Answered like a processed request: taken, or turned down with a code of its own. */
export function isEvaluated(answer: Answer): boolean {
  const outcome = outcomeOf(answer)
  return outcome === 'accepted' || outcome === 'negative'
}

/** 429, and 503 with Retry-After, say nothing about the request itself. */
export function isOverloaded({ response }: Exchange): boolean {
  if (response?.status === 429) return true
  return response?.status === 503 && headerValues(response, 'retry-after').length > 0
}

function outcomeWithoutAnswer(ending: Ending): Outcome {
  switch (ending.kind) {
    case 'tls-refused':
      return ending.by === 'target' ? 'tls-refused' : 'unreachable'
    case 'timeout':
    case 'aborted':
      return 'silent'
    case 'no-connection':
    case 'no-tls':
      return 'unreachable'
    case 'not-sent':
      throw new Error(`Mimicry could not send the request: ${ending.detail}`)
    case 'too-large':
      return 'unreadable'
    default:
      return 'dropped'
  }
}

/** One line for a finding: `status 200, code noConsent`, `connection dropped: reset`. */
export function describeAnswer(answer: Answer): string {
  const { exchange, status, code, error } = answer
  if (status === null) return describeEnding(exchange)
  const parts = [`status ${status}`]
  if (code !== null) parts.push(`code ${code}`)
  if (error)
    parts.push(`unreadable body (${error.code} at ${error.path || 'its end'}, byte ${error.offset}: ${error.message})`)
  return parts.join(', ')
}

import { setTimeout as sleep } from 'node:timers/promises'
import { type Exchange, headerValues } from '../transport/exchange.js'
import { isOverloaded } from './answer.js'
import type { Session } from './session.js'

/** Attempts at one request, the first included. */
const attempts = 5
/** ms to wait where the target does not say how long. */
const unsaid = 1000

/**
 * Repeats a request that is answered 429, or 503 with Retry-After, waiting as told, as long as the check's deadline
 * allows. @returns the last exchange, overloaded still when patience was not enough
 */
export async function patiently(session: Session, attempt: () => Promise<Exchange>): Promise<Exchange> {
  let exchange = await attempt()
  for (let tried = 1; tried < attempts && isOverloaded(exchange); tried++) {
    const waitMs = retryAfterMs(exchange, Date.now())
    if (Date.now() + waitMs >= session.deadlineAt) break
    await sleep(waitMs, undefined, { signal: session.signal })
    exchange = await attempt()
  }
  return exchange
}

/** Retry-After in ms from `now`: seconds or an HTTP date (RFC 9110, 10.2.3). */
export function retryAfterMs({ response }: Exchange, now: number): number {
  const [value = ''] = response ? headerValues(response, 'retry-after') : []
  if (/^\d+$/.test(value.trim())) return Number(value) * 1000
  const date = Date.parse(value)
  return Number.isNaN(date) ? unsaid : Math.max(0, date - now)
}

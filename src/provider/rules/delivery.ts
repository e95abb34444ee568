/** How a hub sees to it that followers get its events (5.5). */
import { type Headers, headerValues } from '../../transport/exchange.js'

/** Times in ms. */
export interface DeliveryTiming {
  /** For one try. */
  readonly tryMs: number
  /** Before the second try; each further wait is twice as long, up to `longestMs`. */
  readonly firstMs: number
  readonly longestMs: number
  /** An event that has waited so long is given up. */
  readonly giveUpMs: number
}

/** Short, for tests: what waits for a retry waits seconds, not minutes. */
export const deliveryTiming: DeliveryTiming = { tryMs: 1_500, firstMs: 50, longestMs: 2_000, giveUpMs: 600_000 }

/** A try that failed. */
export interface Failed {
  /** Of the answer; none for one that never came. */
  readonly headers: Headers
  /** Tries so far, this one included. */
  readonly tries: number
  /** ms since the epoch. */
  readonly now: number
  readonly timing: DeliveryTiming
}

export interface DeliveryRules {
  /** Whether the follower has taken the event: 201 and nothing else. */
  taken(status: number): boolean
  /** Events of one lane wait for one another, others do not. */
  lane(domain: string, room: string): string
  /** The next of those that wait in a lane, oldest first. */
  next(waiting: readonly number[]): number | undefined
  /** The body of a try: the same each time, for the follower knows a repetition by its bytes. */
  body(event: Uint8Array, tries: number): Uint8Array
  /** ms until the next try. */
  waitMs(failed: Failed): number
  /** When the follower wants to be asked again, ms from now; 0 where it does not say (RFC 9110, 10.2.3). */
  guidanceMs(headers: Headers, now: number): number
  /** Whether an event that was queued `since` is not tried again. */
  givesUp(since: number, failed: Failed): boolean
}

const mostTries = 1_000

export const deliveryRules: DeliveryRules = {
  taken: (status) => status === 201,
  lane: (domain, room) => `${domain} ${room}`,
  next: ([oldest]) => oldest,
  body: (event) => event,
  waitMs: ({ tries, timing }) => Math.min(timing.longestMs, timing.firstMs * 2 ** Math.min(tries - 1, 20)),
  guidanceMs(headers, now) {
    const [value = ''] = headerValues({ headers }, 'retry-after')
    if (/^\d{1,9}$/.test(value)) return Number(value) * 1000
    const date = Date.parse(value)
    return Number.isNaN(date) ? 0 : Math.max(0, date - now)
  },
  givesUp: (since, { now, tries, timing }) => tries >= mostTries || now - since >= timing.giveUpMs,
}

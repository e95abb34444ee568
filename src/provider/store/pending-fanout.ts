/** Events that followers have not taken yet, in the order in which the hub accepted them (5.5). */
import type { Change, Changing } from './change.js'

/** One event for one follower. */
export interface PendingEvent {
  readonly id: number
  readonly domain: string
  readonly room: string
  /** An encoded FanoutMessage. */
  readonly event: Uint8Array
  /** When it was queued, ms since the epoch. */
  readonly since: number
}

export interface PendingFanout extends Changing {
  /** The event's id; null when so much waits for that provider that there is no room for more. */
  add(event: Omit<PendingEvent, 'id'>): number | null
  find(id: number): PendingEvent | undefined
  /** Oldest first. */
  all(): Iterable<PendingEvent>
  /** Taken by the follower, or given up. */
  done(id: number): void
  /** Puts events back with their ids, and counts on from the last. */
  restore(events: readonly PendingEvent[], last: number): void
}

const mostEvents = 20_000
const mostBytes = 64 << 20

export function createPendingFanout(): PendingFanout {
  const pending = new Map<number, PendingEvent>()
  const loads = new Map<string, { events: number; bytes: number }>()
  let last = 0
  const loadOf = (domain: string) => loads.get(domain) ?? { events: 0, bytes: 0 }
  const count = (domain: string, events: number, bytes: number) => {
    const before = loadOf(domain)
    loads.set(domain, { events: before.events + events, bytes: before.bytes + bytes })
  }
  const put = (event: PendingEvent) => {
    pending.set(event.id, event)
    count(event.domain, 1, event.event.length)
  }
  return {
    add(event) {
      const { events, bytes } = loadOf(event.domain)
      if (events >= mostEvents || bytes + event.event.length > mostBytes) return null
      put({ id: ++last, ...event })
      return last
    },
    find: (id) => pending.get(id),
    all: () => pending.values(),
    done(id) {
      const event = pending.get(id)
      if (!event) return
      pending.delete(id)
      count(event.domain, -1, -event.event.length)
    },
    restore(events, until) {
      events.forEach(put)
      last = until
    },
    *changes(): Generator<Change> {
      yield ['restore', [...pending.values()], last]
    },
  }
}

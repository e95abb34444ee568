/**
 * Fanout (5.5): events of rooms that are hosted here on their way to followers. Each follower gets the events of a room
 * in order, one request for each, and the next only when the one before was taken; neither another follower nor another
 * room waits for it.
 */
import { setMaxListeners } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Told } from './outbound.js'
import type { Ports } from './ports.js'
import type { DeliveryTiming } from './rules/delivery.js'

export interface Outbox {
  /** Queues an event, an encoded FanoutMessage, for another provider; it is sent once what was done so far is durable. */
  enqueue(domain: string, room: string, event: Uint8Array): void
  /** Ends what is under way; what is queued stays so. */
  close(): Promise<void>
}

export interface OutboxOptions {
  readonly ports: Ports
  /** Sends a notify; never rejects. */
  readonly notify: (domain: string, room: string, body: Uint8Array, signal: AbortSignal) => Promise<Told>
  /** Resolves when all that was remembered so far survives an end of the process. */
  readonly durable: () => Promise<void>
  readonly timing: DeliveryTiming
  /** Waits so many ms; rejects when the signal says so. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>
}

const waitReally = (ms: number, signal: AbortSignal) => sleep(ms, undefined, { signal })

/** Requests to one follower at once. */
const mostAtOnce = 16

/** Events that wait for one another, by id, oldest first. */
type Lane = number[]

/** Starts with what is queued already. */
export function createOutbox({ ports, notify, durable, timing, wait = waitReally }: OutboxOptions): Outbox {
  const ended = new AbortController()
  // As many as there are rooms with something to tell.
  setMaxListeners(0, ended.signal)
  const lanes = new Map<string, Lane>()
  const running = new Set<Promise<void>>()
  const turns = createTurns(mostAtOnce)

  function join(id: number, domain: string, room: string): void {
    const key = ports.rules.delivery.lane(domain, room)
    const lane = lanes.get(key)
    if (lane) return void lane.push(id)
    const begun: Lane = [id]
    lanes.set(key, begun)
    // A run that is cut off leaves its events queued.
    const run: Promise<void> = work(key, begun)
      .catch(() => undefined)
      .finally(() => running.delete(run))
    running.add(run)
  }

  async function work(key: string, lane: Lane): Promise<void> {
    for (let id = next(lane); id !== undefined; id = next(lane)) {
      await deliver(id)
      lane.splice(lane.indexOf(id), 1)
    }
    lanes.delete(key)
  }

  const next = (lane: Lane) => ports.rules.delivery.next(lane)

  /** @throws when the outbox is closed meanwhile */
  async function deliver(id: number): Promise<void> {
    const pending = ports.store.fanout.find(id)
    if (!pending) return
    const { domain, room, event, since } = pending
    for (let tries = 1; ; tries += 1) {
      const { rules, clock, store } = ports
      await durable()
      const body = rules.delivery.body(event, tries)
      const told = await turns.take(domain, async () => {
        ended.signal.throwIfAborted()
        return notify(domain, room, body, ended.signal)
      })
      ended.signal.throwIfAborted()
      const failed = { headers: told.headers, tries, now: clock.now(), timing }
      if (rules.delivery.taken(told.status) || rules.delivery.givesUp(since, failed)) return store.fanout.done(id)
      const ms = Math.max(rules.delivery.waitMs(failed), rules.delivery.guidanceMs(told.headers, failed.now))
      await wait(Math.min(ms, timing.giveUpMs), ended.signal)
    }
  }

  for (const { id, domain, room } of ports.store.fanout.all()) join(id, domain, room)
  return {
    enqueue(domain, room, event) {
      const { store, clock } = ports
      const id = store.fanout.add({ domain, room, event, since: clock.now() })
      if (id !== null) join(id, domain, room)
    },
    async close() {
      ended.abort()
      await Promise.all(running)
    },
  }
}

/** Lets so many at once do something for one and the same domain, the others in the order of their coming. */
function createTurns(limit: number) {
  const busy = new Map<string, number>()
  const waiting = new Map<string, (() => void)[]>()
  return {
    async take<T>(domain: string, act: () => Promise<T>): Promise<T> {
      const taken = busy.get(domain) ?? 0
      if (taken < limit) busy.set(domain, taken + 1)
      else await new Promise<void>((go) => waiting.set(domain, [...(waiting.get(domain) ?? []), go]))
      try {
        return await act()
      } finally {
        const [first, ...others] = waiting.get(domain) ?? []
        waiting.set(domain, others)
        // A turn is handed over rather than given back where somebody waits for it.
        if (first) first()
        else busy.set(domain, (busy.get(domain) ?? 1) - 1)
      }
    },
  }
}

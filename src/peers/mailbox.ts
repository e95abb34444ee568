import { setTimeout as sleep } from 'node:timers/promises'
import { type InboundRecord, type Match, matches, type Scripted } from './inbound.js'

/** Beyond this many the oldest requests of a check are forgotten. */
const most = 1000

interface Script {
  peer: string
  match: Match
  scripted: Scripted
}

interface Waiter {
  peer: string
  match: Match
  arrived: (record: InboundRecord) => void
}

/** What one check is sent, what it waits for, and how it wants requests answered. */
export class Mailbox {
  private readonly records: InboundRecord[] = []
  private readonly taken = new WeakSet<InboundRecord>()
  private readonly waiters = new Set<Waiter>()
  private scripts: Script[] = []

  deliver(record: InboundRecord): void {
    this.records.push(record)
    if (this.records.length > most) this.records.shift()
    const waiter = [...this.waiters].find(({ peer, match }) => peer === record.peer && matches(record, match))
    if (!waiter) return
    this.waiters.delete(waiter)
    waiter.arrived(record)
  }

  list(peer: string, match: Match = {}): readonly InboundRecord[] {
    return this.records.filter((record) => record.peer === peer && matches(record, match))
  }

  /** The first match that was not taken before, waiting up to `withinMs`; null when none came. */
  async take(peer: string, match: Match, withinMs: number, signal: AbortSignal): Promise<InboundRecord | null> {
    const here = this.list(peer, match).find((record) => !this.taken.has(record))
    const record = here ?? (await this.wait(peer, match, withinMs, signal))
    if (record) this.taken.add(record)
    return record
  }

  private async wait(peer: string, match: Match, withinMs: number, signal: AbortSignal): Promise<InboundRecord | null> {
    const over = new AbortController()
    let waiter: Waiter | undefined
    const arrival = new Promise<InboundRecord>((arrived) => {
      waiter = { peer, match, arrived }
      this.waiters.add(waiter)
    })
    try {
      return await Promise.race([arrival, sleep(withinMs, null, { signal: AbortSignal.any([signal, over.signal]) })])
    } finally {
      over.abort()
      if (waiter) this.waiters.delete(waiter)
    }
  }

  /** The latest script wins. */
  script(peer: string, match: Match, scripted: Scripted): void {
    this.scripts.unshift({ peer, match, scripted })
  }

  scriptFor(record: InboundRecord): Scripted | undefined {
    return this.scripts.find(({ peer, match }) => peer === record.peer && matches(record, match))?.scripted
  }

  forgetScripts(): void {
    this.scripts = []
  }
}

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
  taken(record: InboundRecord): void
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
    waiter?.taken(record)
  }

  list(peer: string, match: Match = {}): readonly InboundRecord[] {
    return this.records.filter((record) => record.peer === peer && matches(record, match))
  }

  /** The first match that was not taken before, waiting up to `withinMs`; null when none came. */
  take(peer: string, match: Match, withinMs: number, signal: AbortSignal): Promise<InboundRecord | null> {
    const here = this.list(peer, match).find((record) => !this.taken.has(record))
    if (here) {
      this.taken.add(here)
      return Promise.resolve(here)
    }
    return new Promise((resolve, reject) => {
      const end = () => {
        clearTimeout(timer)
        signal.removeEventListener('abort', stop)
        this.waiters.delete(waiter)
      }
      const stop = () => {
        end()
        reject(signal.reason)
      }
      const timer = setTimeout(() => {
        end()
        resolve(null)
      }, withinMs)
      const taken = (record: InboundRecord) => {
        end()
        this.taken.add(record)
        resolve(record)
      }
      const waiter: Waiter = { peer, match, taken }
      this.waiters.add(waiter)
      signal.addEventListener('abort', stop, { once: true })
      if (signal.aborted) stop()
    })
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

/** When an exchange is given up. An AbortSignal says the same, but making one costs as much as sending a request. */
import { setMaxListeners } from 'node:events'
import type { Ending } from './exchange.js'

/** Where an exchange stands. */
export type Phase = 'connect' | 'tls' | 'answer' | 'body'

/** Goes off once: when its time is up, when its caller gives up, or when it is told to. */
export class Deadline {
  /** Called when it goes off. One phase of an exchange follows the other, so one at a time listens. */
  whenGivenUp: (() => void) | null = null
  private reason: number | 'aborted' | null = null
  private readonly timer: NodeJS.Timeout
  private readonly others: Set<Deadline> | null

  /**
   * @param ms until it goes off by itself
   * @param caller whose signal ends it earlier
   */
  constructor(ms: number, caller?: AbortSignal) {
    this.timer = setTimeout(() => this.goOff(ms), ms)
    this.others = caller ? deadlinesOf(caller) : null
    this.others?.add(this)
    if (caller?.aborted) this.giveUp()
  }

  get isGivenUp(): boolean {
    return this.reason !== null
  }

  /** How the exchange ended if it was given up in this phase; null if it was not. */
  ending(phase: Phase): Ending | null {
    if (this.reason === null) return null
    return this.reason === 'aborted' ? { kind: 'aborted' } : { kind: 'timeout', phase, afterMs: this.reason }
  }

  giveUp(): void {
    this.goOff('aborted')
  }

  /** To be called when the exchange has ended, however it did. */
  clear(): void {
    clearTimeout(this.timer)
    this.others?.delete(this)
  }

  private goOff(reason: number | 'aborted'): void {
    if (this.reason !== null) return
    this.reason = reason
    this.clear()
    this.whenGivenUp?.()
  }
}

/** One listener for each signal, whatever the number of exchanges that it ends. */
const bySignal = new WeakMap<AbortSignal, Set<Deadline>>()

function deadlinesOf(signal: AbortSignal): Set<Deadline> {
  const known = bySignal.get(signal)
  if (known) return known
  const deadlines = new Set<Deadline>()
  bySignal.set(signal, deadlines)
  // Much may wait for one signal, more than Node thinks sound.
  setMaxListeners(0, signal)
  signal.addEventListener('abort', () => {
    for (const deadline of deadlines) deadline.giveUp()
  })
  return deadlines
}

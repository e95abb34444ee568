import { progressLine, resultLine } from '../../reports/console.js'
import type { EventSink, RunEvent } from '../runner/events.js'
import { isUnexpected } from '../runner/status.js'
import type { Io } from './command.js'

/** Rewriting a line more often than this only costs time, ms. */
const pause = 80

/**
 * Tells on stderr how the run goes: on a terminal one line that is rewritten, else one line for each check that ended in
 * fail, warn or error.
 */
export class ProgressSink implements EventSink {
  private readonly counts = { fail: 0, warn: 0, error: 0 }
  private planned = 0
  private done = 0
  private drawnAt = 0
  private drawn = false

  constructor(
    private readonly io: Io,
    private readonly strict: boolean,
  ) {}

  record(event: RunEvent): void {
    if (event.event === 'start') this.planned = event.plan.reduce((sum, { checks }) => sum + checks.length, 0)
    if (event.event === 'begin') this.draw(event.check)
    if (event.event === 'end') this.wipe()
    if (event.event !== 'check') return
    const { result } = event
    this.done++
    const { verdict } = result
    if (verdict !== 'fail' && verdict !== 'warn' && verdict !== 'error') return
    this.counts[verdict]++
    if (result.baseline && !isUnexpected(result, this.strict)) return
    this.wipe()
    this.io.err(resultLine(result))
  }

  private draw(current: string): void {
    const now = Date.now()
    if (!this.io.terminal || now - this.drawnAt < pause) return
    const { done, planned, counts } = this
    this.io.err(`\r\u001b[K${progressLine({ done, planned, counts, current }, this.io.columns)}`)
    this.drawnAt = now
    this.drawn = true
  }

  private wipe(): void {
    if (this.drawn) this.io.err('\r\u001b[K')
    this.drawn = false
  }
}

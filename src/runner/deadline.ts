import type { Timing } from '../target/driver/contract.js'
import type { Exchange } from '../transport/exchange.js'

/** Enough for a check's own work on a busy machine, ms. */
const least = 10_000
/** A check makes some tens of requests at most. */
const requestsPerCheck = 60

/**
 * How long a check may take: what it may have to wait for by the target's timing, and its requests at the speed at which
 * the target answers, never more than the user allows. A slow target gets more, so that slowness is not taken for failure;
 * a quick one less, so that a hanging check does not hold up the run.
 */
export class Deadlines {
  private latencyMs = 0

  constructor(
    private readonly timing: Required<Pick<Timing, 'fanoutMs' | 'quietMs' | 'retryMs'>>,
    private readonly capMs: number,
  ) {}

  /** Learns from what was answered: quickly upwards, slowly downwards. */
  learn(exchanges: readonly Pick<Exchange, 'direction' | 'ending' | 'durationMs'>[]): void {
    for (const { direction, ending, durationMs } of exchanges) {
      if (direction === 'out' && ending.kind === 'answered') this.measured(durationMs)
    }
  }

  measured(durationMs: number): void {
    const weight = durationMs > this.latencyMs ? 0.5 : 0.05
    this.latencyMs += (durationMs - this.latencyMs) * weight
  }

  /**
   * ms for the next check. A wait is tried once more at twice its length before it is reported.
   * @param retries whether it also waits for the target to repeat something
   */
  next(retries = false): number {
    const { fanoutMs, quietMs, retryMs } = this.timing
    const waits = 3 * fanoutMs + 2 * quietMs + (retries ? retryMs : 0)
    return Math.min(this.capMs, Math.ceil(least + waits + requestsPerCheck * this.latencyMs))
  }
}

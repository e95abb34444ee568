import type { Environment } from '../../../src/check/environment.js'
import type { Arena } from './arena.js'
import type { Credentials } from './curl.js'
import { Drift } from './drift.js'

/** The target in one draft. */
export interface EndpointTarget {
  readonly environment: Environment
  /** With which curl can send what its findings are about. */
  readonly credentials: Credentials
  /** Bytes that it uses; null where that cannot be observed. */
  memory(): Promise<number | null>
  /** GET of the directory: null when any HTTP answer came, else why not. */
  probe(signal?: AbortSignal): Promise<string | null>
}

/** An answer is slow that takes longer than this, and than so many usual ones besides, ms. */
const patientMs = 2000
const patientTimes = 20

/** A target while it is being fuzzed. */
export class Watched {
  readonly drift: Drift
  /** It cannot be reached any more. */
  gone = false

  constructor(readonly target: EndpointTarget) {
    this.drift = new Drift(() => target.memory())
  }

  /** An answer of that site is slow that takes longer, ms. */
  slowMs({ site: { endpoint } }: Pick<Arena, 'site'>): number {
    return patientMs + patientTimes * this.drift.usualMs(endpoint)
  }

  /** Looks whether it is still there. */
  async isGone(signal: AbortSignal): Promise<boolean> {
    if (!this.gone && (await this.target.probe(signal)) !== null && !signal.aborted) this.gone = true
    return this.gone
  }
}

import type { Draft } from '../drafts/ids.js'
import type { TargetFacts } from '../peers/acting-target.js'
import type { Network } from '../peers/network.js'
import type { Role, Timing } from '../target/driver/contract.js'
import type { Finding } from './finding.js'

/** What all checks of one draft share; made once per draft. */
export interface Environment extends TargetFacts {
  draft: Draft
  network: Network
  timing: Required<Timing>
  /** The positions that the configuration or `ready` claims for the target; absent where neither says. */
  claims?: readonly Role[]
  /** The target's clock less Mimicry's, ms. */
  skewMs: number
  /** Tells the names of this run from those of another one against the same target: six of `0-9a-z`. */
  run: string
  /** What was to stay away, to be looked for once more at the end of the run: each a finding of a check that has ended. */
  late: Watch[]
}

export interface Watch {
  /** Id of the check that judged the silence. */
  check: string
  /** What has come since; null if nothing. */
  look(): Finding | null
}

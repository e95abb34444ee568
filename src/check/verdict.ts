import type { Draft } from '../drafts/ids.js'
import type { Network } from '../peers/network.js'
import type { Readings } from '../target/configuration.js'
import type { Driver, Operation, Timing } from '../target/driver/contract.js'
import type { Directory } from '../transport/directory.js'
import type { Exchange } from '../transport/exchange.js'
import type { Finding, Verdict } from './finding.js'

/** What all checks of one draft share; made once per draft by `connect`. */
export interface Environment {
  draft: Draft
  network: Network
  driver: Driver
  operations: ReadonlySet<Operation>
  domain: string
  directoryUrl: string
  directory: Directory | null
  timing: Required<Timing>
  readings: Readings
  /** The target's clock less Mimicry's, ms. */
  skewMs: number
  seed: number
}

export interface Evaluation {
  verdict: Verdict
  /** Why it was skipped or in error; for the others null. */
  reason: string | null
  findings: Finding[]
  exchanges: Exchange[]
  durationMs: number
}

export interface EvaluateOptions {
  /** ms until the check is given up. */
  deadlineMs: number
  /** The run's own signal: Ctrl-C. */
  signal?: AbortSignal
}

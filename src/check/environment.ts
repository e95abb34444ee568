import type { Draft } from '../drafts/ids.js'
import type { Network } from '../peers/network.js'
import type { Readings } from '../target/configuration.js'
import type { Driver, Operation, Timing } from '../target/driver/contract.js'
import type { Directory } from '../transport/directory.js'

/** What all checks of one draft share; made once per draft. */
export interface Environment {
  draft: Draft
  network: Network
  driver: Driver
  operations: ReadonlySet<Operation>
  /** The target's provider domain. */
  domain: string
  directoryUrl: string
  /** Null when there was none that could be read: what needs an endpoint is skipped. */
  directory: Directory | null
  timing: Required<Timing>
  readings: Readings
  /** The target's clock less Mimicry's, ms. */
  skewMs: number
  seed: number
}

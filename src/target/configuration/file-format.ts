/** `mimicry.config.json` as configuration.schema.json describes it: everything may be absent. */
import type { Draft } from '../../drafts/ids.js'
import type { Readings } from '../../drafts/readings.js'
import type { Action } from '../../transport/actions.js'
import type { Role, Timing } from '../driver/contract.js'
import type { PeerDomains, Report } from './types.js'

/** What may be said for all drafts or for one. Certificates and keys are PEM text or paths. */
export interface TargetSection {
  trustAnchors?: string[]
  /** HOST:PORT. */
  connectTo?: string
  roles?: Role[]
  endpoints?: Partial<Record<Action, string>>
  driver?: DriverSection
  readings?: Partial<Readings>
  timing?: Timing
}

export interface DraftSection extends TargetSection {
  directory?: string
  domain?: string
}

/** One of url, command and file. */
export interface DriverSection {
  url?: string
  token?: string
  trustAnchors?: string[]
  command?: string[]
  env?: Record<string, string>
  cwd?: string
  file?: string
  timeoutMs?: number
}

export interface PeersSection {
  domains?: PeerDomains
  oddDomains?: string[]
  listen?: { host?: string; port?: number }
  authority?: { cert: string; key: string }
  certificates?: { domain: string; cert: string; key: string }[]
  trustAnchors?: string[]
}

export interface ConfigurationFile extends TargetSection {
  $schema?: string
  drafts?: Partial<Record<Draft, DraftSection>>
  peers?: PeersSection
  concurrency?: number
  seed?: number
  timeout?: number
  strict?: boolean
  report?: Report[]
  out?: string
  baseline?: string
}

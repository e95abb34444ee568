import type { Draft } from '../../drafts/ids.js'
import type { Readings } from '../../drafts/readings.js'
import type { Action } from '../../transport/actions.js'
import type { Authority, Identity } from '../../transport/certificates.js'
import type { Role, Timing } from '../driver/contract.js'
import type { DriverConfiguration } from '../driver/index.js'

export const reports = ['json', 'junit', 'html', 'markdown'] as const
export type Report = (typeof reports)[number]

/** Domains of the well-behaved peers, by the names that the network has for them. */
export type PeerDomains = Partial<Record<'b' | 'c' | 'd' | 'asset' | 'noAsset', string>>

/** The providers that Mimicry plays in one draft. */
export interface PeersConfiguration {
  domains: PeerDomains
  oddDomains?: string[]
  /** A free port where none is given. */
  listen: { host: string; port?: number }
  /** Issues the peers' certificates; undefined: one made for the run. */
  authority?: Authority
  /** Ready-made, by domain, in place of issued ones. */
  identities: Identity[]
  /** PEM certificates that vouch for ready-made ones. */
  trustAnchors: string[]
}

/** The target in one draft. What is undefined is the driver's to say, or else a default of connectTarget. */
export interface TargetConfiguration {
  draft: Draft
  /** The draft stands in the configuration or was asked for; else the driver decides whether the target speaks it. */
  declared: boolean
  /** URL of the directory. */
  directory?: string
  domain?: string
  /** PEM certificates. */
  trustAnchors: string[]
  connectTo?: { host: string; port: number }
  roles?: Role[]
  /** URL templates in place of the directory's. */
  endpoints: Partial<Record<Action, string>>
  driver: DriverConfiguration
  readings: Readings
  /** What was said explicitly: it wins over what the driver says. */
  timing: Timing
  peers: PeersConfiguration
}

/** Which checks run; undefined takes all. */
export interface SelectionConfiguration {
  only?: string[]
  areas?: string[]
  levels?: string[]
  roles?: string[]
  requirements?: string[]
}

/** All settings of a run, from flags, environment, file and defaults. Paths are absolute. */
export interface Configuration {
  /** The file it came from; undefined where there was none. */
  file?: string
  /** False: nothing names a target, so the reference provider is the target. */
  external: boolean
  /** One per draft, oldest first; never empty. */
  targets: TargetConfiguration[]
  selection: SelectionConfiguration
  concurrency: number
  seed: number
  /** ms that a check may take at the most. */
  timeoutMs: number
  strict: boolean
  reports: Report[]
  out: string
  baseline?: string
}

/** A configuration that cannot be used: each problem is a sentence with its remedy. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError'
  /** Wrong use or configuration. */
  readonly exitStatus = 2
  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'))
  }
}

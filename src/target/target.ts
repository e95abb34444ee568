/** The target of a run in one draft: what its driver, its configuration and its directory say about it. */
import type { Draft } from '../drafts/ids.js'
import type { Readings } from '../drafts/readings.js'
import { type Directory, type DirectoryProblem, wellKnown } from '../transport/directory.js'
import type { Exchange } from '../transport/exchange.js'
import { sameDomain } from '../transport/names.js'
import { skewByClock, skewByDate } from './clock.js'
import { ConfigurationError, type TargetConfiguration } from './configuration/types.js'
import { anchors, directoryUrl } from './configuration/values.js'
import { type Get, getDirectory, readDirectory, unreachableBy } from './discovery.js'
import {
  type Driver,
  DriverFailure,
  type Operation,
  type PeerFacts,
  type ReadyAnswer,
  type Role,
  type Timing,
} from './driver/contract.js'

export const defaultTiming: Readonly<Required<Timing>> = { fanoutMs: 10_000, retryMs: 300_000, quietMs: 5_000 }

/** What the target is told of the peers, and the peers of the target. */
export interface PeerSide {
  readonly facts: readonly PeerFacts[]
  readonly trustAnchors: readonly string[]
  readonly userTrustAnchors: readonly string[]
  /** Makes the peers trust the target's certificates (PEM). */
  trust(anchors: readonly string[]): void
}

export interface ConnectOptions {
  configuration: TargetConfiguration
  driver: Driver
  network: PeerSide
  /** Sends a GET as a well-behaved peer of the network. */
  get: Get
  signal?: AbortSignal
}

export interface Target {
  readonly draft: Draft
  /** The provider's domain, which stands in its URIs. */
  readonly domain: string
  readonly directoryUrl: string
  /** Null where there was none that could be read. */
  readonly directory: Directory | null
  /** What is wrong with the directory, and why there is none. */
  readonly directoryProblems: readonly DirectoryProblem[]
  readonly noDirectory: string | null
  /** The exchange that brought the directory. */
  readonly discovery: Exchange
  readonly operations: ReadonlySet<Operation>
  /** The positions that the configuration or `ready` claims for it; absent where neither says. */
  readonly claims?: readonly Role[]
  readonly timing: Readonly<Required<Timing>>
  readonly readings: Readings
  /** The target's clock less Mimicry's, ms. */
  readonly skewMs: number
  /** PEM certificates that vouch for its certificates. */
  readonly trustAnchors: readonly string[]
  /** GET of the directory: null when any HTTP answer came, else why not. */
  readonly probe: (signal?: AbortSignal) => Promise<string | null>
}

export type Connected =
  | { kind: 'connected'; target: Target }
  /** The driver says that the target does not speak the draft. */
  | { kind: 'left-out'; draft: Draft; reason: string }
  /** No TCP, no TLS session or no HTTP answer. */
  | { kind: 'unreachable'; draft: Draft; domain: string; directoryUrl: string; reason: string; discovery: Exchange }

/**
 * Asks the driver, makes the peers trust the target, and reads its directory.
 * @throws ConfigurationError where nothing says what the target is, or two say different things
 * @throws DriverFailure when `ready` fails in another way than `unsupported`
 */
export async function connectTarget({
  configuration,
  driver,
  network,
  get,
  signal,
}: ConnectOptions): Promise<Connected> {
  const { draft } = configuration
  const ready = await askReady(driver, draft, network, signal)
  if (ready.unsupported !== undefined) return { kind: 'left-out', draft, reason: ready.unsupported }
  const { answer, skewMs } = ready
  const directoryUrl = findDirectory(configuration, answer)
  const domain = findDomain(configuration, answer, directoryUrl)
  const told = anchors(answer?.trustAnchors ?? [], '.', 'trustAnchors in the answer to ready')
  const trustAnchors = [...new Set([...configuration.trustAnchors, ...told])]
  network.trust(trustAnchors)

  const discovery = await getDirectory(get, directoryUrl, signal)
  const reason = unreachableBy(discovery, trustAnchors)
  if (reason !== null) return { kind: 'unreachable', draft, domain, directoryUrl, reason, discovery }
  const found = readDirectory(discovery, configuration.endpoints)
  const target: Target = {
    draft,
    domain,
    directoryUrl,
    directory: found.directory,
    directoryProblems: found.problems,
    noDirectory: found.reason,
    discovery,
    operations: new Set(answer?.operations ?? driver.operations ?? []),
    claims: configuration.roles ?? answer?.roles,
    timing: { ...defaultTiming, ...answer?.timing, ...configuration.timing },
    readings: configuration.readings,
    skewMs: skewMs ?? skewByDate(discovery),
    trustAnchors,
    probe: async (until) => unreachableBy(await getDirectory(get, directoryUrl, until), trustAnchors),
  }
  return { kind: 'connected', target }
}

interface Ready {
  /** Undefined where the driver has no `ready`. */
  answer?: ReadyAnswer
  skewMs?: number
  unsupported?: string
}

async function askReady(driver: Driver, draft: Draft, network: PeerSide, signal?: AbortSignal): Promise<Ready> {
  if (driver.operations && !driver.operations.includes('ready')) return {}
  const asked = Date.now()
  try {
    const answer = await driver.perform(
      'ready',
      {
        draft,
        peers: [...network.facts],
        trustAnchors: [...network.trustAnchors],
        userTrustAnchors: [...network.userTrustAnchors],
      },
      signal,
    )
    const skewMs = answer.clockMs === undefined ? undefined : skewByClock(answer.clockMs, asked, Date.now())
    return { answer, skewMs }
  } catch (error) {
    if (error instanceof DriverFailure && error.kind === 'unsupported') return { unsupported: error.text }
    throw error
  }
}

function findDirectory({ draft, directory, domain }: TargetConfiguration, answer?: ReadyAnswer): string {
  if (directory !== undefined) return directory
  if (answer) return directoryUrl(answer.directory, 'directory in the answer to ready')
  if (domain !== undefined) return `https://${domain}${wellKnown}`
  throw new ConfigurationError([
    `nothing says where the target's directory is in draft ${draft}; give its URL, or drafts.${draft}.directory`,
  ])
}

function findDomain({ draft, domain }: TargetConfiguration, answer: ReadyAnswer | undefined, url: string): string {
  if (domain !== undefined && answer && !sameDomain(domain, answer.domain))
    throw new ConfigurationError([
      `the configuration says that the target's domain is ${domain} in draft ${draft}, its driver says ${answer.domain}; keep the right one`,
    ])
  return domain ?? answer?.domain ?? new URL(url).hostname
}

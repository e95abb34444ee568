import type { Draft } from '../drafts/ids.js'
import { defaultReadings, type Readings } from '../drafts/readings.js'
import type { Network } from '../peers/network.js'
import type { Session } from '../peers/session.js'
import { type Driver, DriverFailure, type ReadyAnswer, type Role, type Timing } from '../target/driver/contract.js'
import type { Action } from '../transport/actions.js'
import { type Directory, type DirectoryProblem, parseDirectory, wellKnown } from '../transport/directory.js'
import { describeEnding, type Exchange, headerValues } from '../transport/exchange.js'
import { fromHeader } from '../transport/names.js'
import type { Environment } from './environment.js'

/** How to wait where neither the target nor the configuration says, ms (see Verdict rules). */
export const defaultTiming: Required<Timing> = { fanoutMs: 10_000, retryMs: 300_000, quietMs: 5_000 }

export interface ConnectOptions {
  draft: Draft
  network: Network
  driver: Driver
  /** As configured: the directory's URL, or only an origin; `ready` may say it instead. */
  directory?: string
  /** The provider's domain as configured. */
  domain?: string
  /** PEM certificates that vouch for the target, besides those that `ready` tells. */
  trustAnchors?: readonly string[]
  /** URL templates that override the target's directory. */
  endpoints?: Partial<Record<Action, string>>
  timing?: Timing
  /** Positions in which the target is to be judged, as configured; `ready` may say it instead. */
  roles?: readonly Role[]
  readings?: Partial<Readings>
  seed: number
  signal?: AbortSignal
}

/** What came of connecting: the environment of all checks, or why there can be none. */
export type Connection =
  | { environment: Environment; problems: DirectoryProblem[]; roles?: readonly Role[] }
  | { unreachable: string; directoryUrl: string; domain: string }

/** The target's driver does not speak this draft, or nobody says where the target is. */
export class ConnectError extends Error {
  override readonly name = 'ConnectError'
  constructor(
    message: string,
    /** The target's own word that it does not speak the draft, or nobody's word where it is. */
    readonly kind: 'unspoken' | 'unknown',
  ) {
    super(message)
  }
}

/**
 * Introduces the network to the target (`ready`), finds its directory, and gathers what all checks of a draft share.
 * A target that answers HTTP is connected, usable directory or not: its checks say what is wrong with it.
 * @throws ConnectError when the target does not speak the draft, or its whereabouts are unknown; DriverFailure for a
 * driver that is out of order
 */
export async function connect(options: ConnectOptions): Promise<Connection> {
  const { draft, network, driver, seed } = options
  const asked = Date.now()
  const ready = await introduce(options)
  const configured = ready?.directory ?? options.directory
  if (configured === undefined)
    throw new ConnectError(
      `draft ${draft}: neither the configuration nor the driver says where the target's directory is`,
      'unknown',
    )
  const directoryUrl = directoryUrlOf(configured)
  const domain = ready?.domain ?? options.domain ?? new URL(directoryUrl).hostname
  network.trust([...(options.trustAnchors ?? []), ...(ready?.trustAnchors ?? [])])
  const exchange = await getDirectory(network, directoryUrl, domain, options.signal)
  if (!exchange.response) return { unreachable: describeEnding(exchange), directoryUrl, domain }
  const { directory, problems } = parseDirectory(exchange.response.body, new URL(directoryUrl))
  const usable = exchange.response.status === 200 ? directory : null
  const environment: Environment = {
    draft,
    network,
    driver,
    operations: new Set(ready?.operations ?? driver.operations ?? []),
    domain,
    directoryUrl,
    directory: withOverrides(usable, options.endpoints),
    timing: { ...defaultTiming, ...ready?.timing, ...options.timing },
    readings: { ...defaultReadings, ...options.readings },
    skewMs: ready?.clockMs === undefined ? skewByDate(exchange) : ready.clockMs - (asked + Date.now()) / 2,
    claims: options.roles ?? ready?.roles,
    seed,
    late: [],
  }
  return { environment, problems, roles: ready?.roles }
}

/** GET of the directory, as the probe that the target lives: null when any HTTP answer came, else why not. */
export async function probe(
  { network, directoryUrl, domain }: Environment,
  signal?: AbortSignal,
): Promise<string | null> {
  const exchange = await getDirectory(network, directoryUrl, domain, signal)
  return exchange.response ? null : describeEnding(exchange)
}

/** Null where there is no `ready`, or no driver at all. */
async function introduce({ draft, network, driver, signal }: ConnectOptions): Promise<ReadyAnswer | null> {
  if (driver.form === 'none') return null
  try {
    const { facts, trustAnchors, userTrustAnchors } = network
    const request = {
      draft,
      peers: [...facts],
      trustAnchors: [...trustAnchors],
      userTrustAnchors: [...userTrustAnchors],
    }
    return await driver.perform('ready', request, signal)
  } catch (error) {
    const isMissing = error instanceof DriverFailure && error.kind === 'unsupported'
    if (isMissing && driver.operations && !driver.operations.includes('ready')) return null
    if (isMissing) throw new ConnectError(`the target does not speak draft ${draft}: ${error.text}`, 'unspoken')
    throw error
  }
}

function directoryUrlOf(configured: string): string {
  const url = new URL(configured.includes('://') ? configured : `https://${configured}`)
  if (url.pathname === '/' || url.pathname === '') url.pathname = wellKnown
  return url.href
}

async function getDirectory(
  network: Network,
  url: string,
  targetDomain: string,
  signal = new AbortController().signal,
): Promise<Exchange> {
  const session: Session = {
    owner: 'connect',
    draft: network.draft,
    signal,
    deadlineAt: Infinity,
    timing: defaultTiming,
    targetDomain,
    valid: true,
    url: () => url,
    name: (prefix) => prefix,
    exchanged: () => undefined,
    malformed: () => undefined,
  }
  const peer = network.peer('b', session)
  return peer.raw({ method: 'GET', url, headers: [['From', fromHeader(peer.domain)]] })
}

function withOverrides(directory: Directory | null, endpoints: ConnectOptions['endpoints'] = {}): Directory | null {
  if (Object.keys(endpoints).length === 0) return directory
  return { unknown: {}, ...directory, endpoints: { ...directory?.endpoints, ...endpoints } }
}

/** The Date header is the target's clock, to the second. */
function skewByDate({ response, startedAt, durationMs }: Exchange): number {
  const [date = ''] = response ? headerValues(response, 'date') : []
  const skew = Date.parse(date) - (startedAt + durationMs / 2)
  return Number.isNaN(skew) || Math.abs(skew) < 1500 ? 0 : skew
}

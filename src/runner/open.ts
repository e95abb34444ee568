import { connect, ConnectError, type Connection, probe } from '../check/connect.js'
import type { Check } from '../check/define.js'
import type { Environment } from '../check/environment.js'
import { evaluate, type Evaluation } from '../check/verdict.js'
import { createNetwork } from '../peers/peer-network.js'
import type { Network } from '../peers/network.js'
import type { TargetConfiguration } from '../target/configuration.js'
import { type Driver, DriverFailure, type Role } from '../target/driver/contract.js'
import { createDriver } from '../target/driver/index.js'
import type { Session, Unreachable } from './session.js'

/** Longest wait for one answer of the target, ms. */
const requestMs = 10_000

const noTls = 'no TLS session: its URL is http:, but providers talk over mutual TLS (4.1)'

export interface OpenOptions {
  seed: number
  /** Upper bound of a check, ms: no request takes longer. */
  timeoutMs: number
  signal: AbortSignal
  /** What a driver that is a program writes to stderr. */
  onLog?: (text: string) => void
}

/** The target's own driver says that it does not speak a draft that nobody declared. */
export interface Unspoken {
  readonly draft: TargetConfiguration['draft']
  readonly unspoken: string
}

/** A draft was asked for that the target does not speak, or its whereabouts are unknown. */
export class TargetError extends Error {
  override readonly name = 'TargetError'
  readonly exitStatus = 2
}

/**
 * Opens the peers of one draft, introduces them to the target and finds its directory.
 *
 * A driver that is out of order makes the target unreachable, with the reason; nothing can be judged without its `ready`.
 * @throws TargetError for wrong use
 */
export async function openTarget(
  target: TargetConfiguration,
  options: OpenOptions,
): Promise<Session | Unreachable | Unspoken> {
  const { draft, declared, peers, readings, connectTo } = target
  const network = await createNetwork({
    draft,
    ...peers,
    connectTo,
    contentType: readings.contentType,
    form: { credentialForm: readings.clientCredential === 'client-uri' ? 'client' : 'user' },
    timeoutMs: Math.min(requestMs, options.timeoutMs),
  })
  const driver = await createDriver(target.driver, draft, options.onLog)
  const close = async () => {
    await Promise.all([driver.close(), network.close()])
  }
  try {
    const opened = await introduce(target, network, driver, options)
    if (!('environment' in opened)) {
      await close()
      return opened
    }
    return sessionOf(opened.environment, target.roles ?? opened.roles, close)
  } catch (error) {
    await close()
    if (!(error instanceof ConnectError)) throw error
    if (declared || error.kind !== 'unspoken') throw new TargetError(error.message)
    return { draft, unspoken: error.message }
  }
}

async function introduce(
  target: TargetConfiguration,
  network: Network,
  driver: Driver,
  { seed, signal }: OpenOptions,
): Promise<Extract<Connection, { environment: Environment }> | Unreachable> {
  const { draft, directory, domain, trustAnchors, endpoints, timing, roles, readings } = target
  try {
    const connection = await connect({
      draft,
      network,
      driver,
      directory,
      domain,
      trustAnchors,
      endpoints,
      timing,
      roles,
      readings,
      seed,
      signal,
    })
    if ('environment' in connection) {
      const { directoryUrl: url, domain: host } = connection.environment
      return url.startsWith('https:') ? connection : { draft, domain: host, directory: url, unreachable: noTls }
    }
    return { draft, domain: connection.domain, directory: connection.directoryUrl, unreachable: connection.unreachable }
  } catch (error) {
    if (!(error instanceof DriverFailure)) throw error
    return { draft, domain: domain ?? '', directory: directory ?? '', unreachable: error.message }
  }
}

function sessionOf(environment: Environment, roles: readonly Role[] | undefined, close: () => Promise<void>): Session {
  const { draft, domain, directoryUrl, timing } = environment
  return {
    draft,
    domain,
    directory: directoryUrl,
    timing,
    probe: (signal) => probe(environment, signal),
    evaluate: async (check, options) => notJudged(check, roles) ?? (await evaluate(check, environment, options)),
    late: () =>
      environment.late.flatMap((watch) => {
        const finding = watch.look()
        return finding ? [{ check: watch.check, finding }] : []
      }),
    close,
  }
}

/** A check of roles in which this target is not to be judged. */
function notJudged(check: Check, roles: readonly Role[] | undefined): Evaluation | null {
  if (!roles || check.roles.some((role) => roles.includes(role))) return null
  const reason = `the target is judged as ${roles.join(', ')}, not as ${check.roles.join(', ')}`
  return { verdict: 'skip', reason, findings: [], exchanges: [], durationMs: 0 }
}

import { connect, type Connection } from '../check/connect.js'
import type { Check } from '../check/define.js'
import { evaluate, type Evaluation } from '../check/verdict.js'
import type { Draft } from '../drafts/ids.js'
import { createNetwork } from '../peers/peer-network.js'
import type { Network } from '../peers/network.js'
import { Skip } from '../peers/preparation.js'
import { ConfigurationError, type TargetConfiguration } from '../target/configuration.js'
import { type Driver, DriverFailure, type Role } from '../target/driver/contract.js'
import { createDriver } from '../target/driver/index.js'
import { CredentialError } from '../transport/credentials.js'
import type { Session, Unreachable } from './session.js'

/** Longest wait for one answer of the target, ms. */
const requestMs = 10_000

export interface OpenOptions {
  /** Upper bound of a check, ms: no request takes longer. */
  timeoutMs: number
  signal: AbortSignal
  /** What a driver that is a program writes to stderr. */
  onLog?: (text: string) => void
}

/** The target's own driver says that it does not speak a draft that nobody declared. */
export interface Unspoken {
  readonly draft: Draft
  readonly unspoken: string
}

/** A draft was asked for that the target does not speak, or what is said of the target cannot be. */
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
  const { draft, peers, readings, connectTo } = target
  const network = await createNetwork({
    draft,
    ...peers,
    connectTo,
    readings,
    timeoutMs: Math.min(requestMs, options.timeoutMs),
  })
  let driver: Driver | undefined
  const close = async () => {
    await Promise.all([driver?.close(), network.close()])
  }
  try {
    driver = await openDriver(target, options)
    const opened = await introduce(target, network, driver, options.signal)
    if (!('kind' in opened)) {
      await close()
      return opened
    }
    return sessionOf(opened, close)
  } catch (error) {
    await close()
    throw isWrongUse(error) ? new TargetError(error.message) : error
  }
}

/** @throws TargetError for a file of facts that is none */
async function openDriver({ draft, driver }: TargetConfiguration, { onLog }: OpenOptions): Promise<Driver> {
  try {
    return await createDriver(driver, draft, onLog)
  } catch (error) {
    if (driver.form !== 'static' || !(error instanceof Error)) throw error
    throw new TargetError(`the driver's file ${driver.file} cannot be used: ${error.message}`)
  }
}

async function introduce(
  configuration: TargetConfiguration,
  network: Network,
  driver: Driver,
  signal: AbortSignal,
): Promise<Extract<Connection, { kind: 'connected' }> | Unreachable | Unspoken> {
  const { draft, domain = '', directory = '', declared } = configuration
  try {
    const connection = await connect({ configuration, network, driver, signal })
    if (connection.kind === 'connected') return connection
    if (connection.kind === 'unreachable') {
      const { domain, directoryUrl, reason } = connection
      return { draft, domain, directory: directoryUrl, unreachable: reason }
    }
    const unspoken = `the target does not speak draft ${draft}: ${connection.reason}`
    if (declared) throw new TargetError(unspoken)
    return { draft, unspoken }
  } catch (error) {
    if (!(error instanceof DriverFailure)) throw error
    return { draft, domain, directory, unreachable: error.message }
  }
}

function isWrongUse(error: unknown): error is Error {
  return error instanceof ConfigurationError || error instanceof CredentialError || error instanceof Skip
}

function sessionOf(
  { target, environment }: Extract<Connection, { kind: 'connected' }>,
  close: () => Promise<void>,
): Session {
  const { draft, domain, directoryUrl, timing, claims, probe } = target
  return {
    draft,
    domain,
    directory: directoryUrl,
    timing,
    probe,
    evaluate: async (check, options) => notJudged(check, claims) ?? (await evaluate(check, environment, options)),
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

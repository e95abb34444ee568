import { connect, type Connection } from '../check/connect.js'
import type { Environment } from '../check/environment.js'
import type { Draft } from '../drafts/ids.js'
import { createNetwork } from '../peers/peer-network.js'
import type { Network } from '../peers/network.js'
import { Skip } from '../peers/preparation.js'
import { ConfigurationError, type TargetConfiguration } from '../target/configuration.js'
import { type Driver, DriverFailure } from '../target/driver/contract.js'
import { createDriver } from '../target/driver/index.js'
import type { Target } from '../target/target.js'
import { CredentialError } from '../transport/credentials.js'
import type { Unreachable } from './session.js'

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

/** The target in one draft, met by the network's peers. */
export interface Opened {
  readonly target: Target
  readonly environment: Environment
  close(): Promise<void>
}

/**
 * Opens the peers of one draft, introduces them to the target and finds its directory.
 *
 * A driver that is out of order makes the target unreachable, with the reason; nothing can be judged without its `ready`.
 * @throws TargetError for wrong use
 */
export async function openEnvironment(
  target: TargetConfiguration,
  options: OpenOptions,
): Promise<Opened | Unreachable | Unspoken> {
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
    return { target: opened.target, environment: opened.environment, close }
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

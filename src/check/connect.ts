import { randomInt } from 'node:crypto'
import type { Network } from '../peers/network.js'
import type { Session } from '../peers/session.js'
import type { TargetConfiguration } from '../target/configuration.js'
import type { Driver } from '../target/driver/contract.js'
import type { Get } from '../target/discovery.js'
import { type Connected, connectTarget, defaultTiming, type Target } from '../target/target.js'
import { fromHeader } from '../transport/names.js'
import type { Environment } from './environment.js'

export interface ConnectOptions {
  configuration: TargetConfiguration
  network: Network
  driver: Driver
  signal?: AbortSignal
}

/** What came of connecting: the environment of all checks, or why there can be none. */
export type Connection =
  { kind: 'connected'; target: Target; environment: Environment } | Exclude<Connected, { kind: 'connected' }>

/**
 * Introduces the network to the target, finds its directory as the peer b, and gathers what all checks of a draft share.
 * @throws what connectTarget throws, and Skip where the peer b has no certificate
 */
export async function connect({ configuration, network, driver, signal }: ConnectOptions): Promise<Connection> {
  const connected = await connectTarget({ configuration, driver, network, get: getBy(network), signal })
  if (connected.kind !== 'connected') return connected
  const { target } = connected
  const run = randomInt(36 ** 6)
    .toString(36)
    .padStart(6, '0')
  return { ...connected, environment: { ...target, network, driver, run, late: [] } }
}

/** GET by the peer b on behalf of no check: nothing of it is judged. */
function getBy(network: Network): Get {
  return (url, signal = new AbortController().signal) => {
    const session: Session = {
      owner: 'connect',
      draft: network.draft,
      signal,
      deadlineAt: Infinity,
      timing: defaultTiming,
      targetDomain: new URL(url).hostname,
      valid: true,
      url: () => url,
      name: (prefix) => prefix,
      exchanged: () => undefined,
      malformed: () => undefined,
    }
    const peer = network.peer('b', session)
    return peer.raw({ method: 'GET', url, headers: [['From', fromHeader(peer.domain)]] })
  }
}

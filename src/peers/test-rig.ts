/** For tests: a network, sessions on it, and a target that is no more than a client with a certificate. */
import type { Draft } from '../drafts/ids.js'
import { createAuthority } from '../transport/certificates.js'
import { createClient } from '../transport/client.js'
import type { Exchange } from '../transport/exchange.js'
import { createNetwork, type NetworkOptions } from './peer-network.js'
import type { Network } from './network.js'
import type { Malformed, Session } from './session.js'

export interface TestSession extends Session {
  exchanges: Exchange[]
  malformations: Malformed[]
  end: AbortController
}

export function testSession(owner: string, draft: Draft = '06', also: Partial<Session> = {}): TestSession {
  const end = new AbortController()
  const exchanges: Exchange[] = []
  const malformations: Malformed[] = []
  let named = 0
  return {
    owner,
    draft,
    signal: end.signal,
    deadlineAt: Date.now() + 10_000,
    timing: { fanoutMs: 20, retryMs: 20, quietMs: 5 },
    targetDomain: 'a-06.example',
    valid: true,
    url: (action, value) => `https://a-06.example/${action}/${encodeURIComponent(value)}`,
    name: (prefix) => `${prefix}-${owner}-${++named}`,
    exchanged: (exchange) => void exchanges.push(exchange),
    malformed: (message) => void malformations.push(message),
    exchanges,
    malformations,
    end,
    ...also,
  }
}

/** The domain under which the test's target has its certificate. */
export const targetDomain = 'a-06.example'

export interface TestTarget {
  network: Network
  /** A request of the target to a peer's URL. */
  request(method: string, url: string, body?: Uint8Array): Promise<Exchange>
  close(): Promise<void>
}

/** Opens a network and a target that trusts it. */
export async function openNetwork(options: Partial<NetworkOptions> = {}): Promise<TestTarget> {
  const network = await createNetwork({ draft: '06', ...options })
  const authority = await createAuthority('target')
  network.trust([authority.pem])
  const [facts] = network.facts
  if (!facts) throw new Error('a network has peers')
  const client = createClient({
    identity: await authority.issue({ domain: targetDomain }),
    trust: network.trustAnchors,
    timeoutMs: 5000,
    resolve: (url) => ({ host: facts.host, port: facts.port, servername: url.hostname }),
  })
  return {
    network,
    request: (method, url, body) =>
      client.request({ method, url, body, headers: [['From', `mimi@${targetDomain}`]], peer: targetDomain }),
    async close() {
      await client.close()
      await network.close()
    },
  }
}

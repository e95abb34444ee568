/** The provider as a client of its peers: finds their directory, verifies them, follows their templates. */
import type { Action, PeerFacts } from '../target/driver/contract.js'
import type { Identity } from '../transport/certificates.js'
import { type Client, createClient, type OutRequest } from '../transport/client.js'
import { describeEnding, type Exchange, type Headers } from '../transport/exchange.js'
import type { Ports } from './ports.js'
import { methodOf } from './rules/gate.js'
import type { Subject } from './rules/client.js'

/** What came of a request, as it is told to the client that wanted it. */
export interface Told {
  readonly status: number
  readonly body: Uint8Array
  readonly headers: Headers
}

export interface Bounds {
  readonly timeoutMs: number
  readonly signal?: AbortSignal
}

export interface Outbound {
  /** Where peers listen, and which anchors vouch for them. */
  know(peers: readonly PeerFacts[], trust: readonly string[]): Promise<void>
  /** Asks a peer. A peer that cannot be asked, or must not be trusted, is told as 502, one that is too slow as 504. */
  ask(action: Action, subject: Subject, body: Uint8Array): Promise<Told>
  /** As `ask`, for requests that come often: a directory that was just read is believed until a request fails. */
  tell(action: Action, subject: Subject, body: Uint8Array, bounds: Bounds): Promise<Told>
  /** Fetches a peer's URL with these headers alone, and goes nowhere else; null where no peers are known. */
  download(url: URL, headers: Headers): Promise<Exchange | null>
  close(): Promise<void>
}

const timeoutMs = 5_000

/** A directory is believed so long, ms. */
const freshMs = 30_000

export function createOutbound(own: string, identity: Identity, ports: () => Ports): Outbound {
  let addresses = new Map<string, PeerFacts>()
  let client: Client | undefined
  const directories = new Map<string, { endpoints: Endpoints; until: number }>()

  const resolve = (url: URL) => {
    const known = addresses.get(url.hostname)
    const port = url.port === '' ? (known?.port ?? 443) : Number(url.port)
    return { host: known?.host ?? url.hostname, port, servername: url.hostname }
  }
  const exchange = (
    using: Client,
    asked: string,
    request: Pick<OutRequest, 'method' | 'url' | 'body'> & Partial<Bounds>,
  ) => using.request({ ...request, headers: ports().client.headers(own, asked), peer: own })

  /** A peer's endpoints, or why there are none. */
  async function discover(using: Client, domain: string, bounds?: Bounds): Promise<Endpoints | Told> {
    const behaviour = ports().client
    const found = await exchange(using, domain, { method: 'GET', url: behaviour.directoryUrl(domain), ...bounds })
    if (found.response?.status !== 200) return unanswered(`the directory of ${domain}`, found)
    return behaviour.endpoints(found.response.body, new URL(found.url)) ?? {}
  }

  const asked = new Map<string, Promise<Endpoints | Told>>()

  /** Rooms have much to tell one peer at the same time: its directory is fetched once for all of them. */
  function discoverTogether(using: Client, domain: string, bounds?: Bounds): Promise<Endpoints | Told> {
    const found = asked.get(domain) ?? discover(using, domain, bounds).finally(() => asked.delete(domain))
    asked.set(domain, found)
    return found
  }

  async function send(
    using: Client,
    action: Action,
    subject: Subject,
    body: Uint8Array,
    endpoints: Endpoints,
    bounds?: Bounds,
  ): Promise<Told> {
    const template = endpoints[action]
    if (!template) return failed(502, `the directory of ${subject.domain} names no usable ${action}`)
    const method = methodOf(action)
    const url = ports().client.url(action, template, subject)
    const sent = await exchange(using, subject.domain, {
      method,
      url,
      body: method === 'POST' ? body : undefined,
      ...bounds,
    })
    return sent.response ?? unanswered(url, sent)
  }

  return {
    async know(peers, trust) {
      addresses = new Map(peers.map((peer) => [peer.domain.toLowerCase(), peer]))
      directories.clear()
      const before = client
      const { presents, trusts } = ports().client
      client = createClient({ identity: presents(identity), ...trusts(trust), timeoutMs, resolve })
      await before?.close()
    },
    async ask(action, subject, body) {
      if (!client) return nobodyKnown()
      const endpoints = await discover(client, subject.domain)
      return isTold(endpoints) ? endpoints : send(client, action, subject, body, endpoints)
    },
    async tell(action, subject, body, bounds) {
      if (!client) return nobodyKnown()
      const { domain } = subject
      const kept = directories.get(domain)
      const endpoints =
        kept && kept.until > performance.now() ? kept.endpoints : await discoverTogether(client, domain, bounds)
      if (isTold(endpoints)) return endpoints
      if (endpoints !== kept?.endpoints) directories.set(domain, { endpoints, until: performance.now() + freshMs })
      const told = await send(client, action, subject, body, endpoints, bounds)
      if (told.status >= 300) directories.delete(domain)
      return told
    },
    download: async ({ href: url }, headers) => client?.request({ method: 'GET', url, headers, peer: own }) ?? null,
    close: async () => client?.close(),
  }
}

type Endpoints = Partial<Record<Action, string>>

function isTold(found: Endpoints | Told): found is Told {
  return 'status' in found
}

function nobodyKnown(): Told {
  return failed(502, 'no peers are known yet: `ready` tells them')
}

function unanswered(what: string, exchange: Exchange): Told {
  return failed(exchange.ending.kind === 'timeout' ? 504 : 502, `${what}: ${describeEnding(exchange)}`)
}

function failed(status: number, text: string): Told {
  return { status, body: new TextEncoder().encode(`${text}\n`), headers: [] }
}

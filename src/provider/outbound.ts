/** The provider as a client of its peers: finds their directory, verifies them, follows their templates. */
import type { Action, PeerFacts } from '../target/driver/contract.js'
import type { Identity } from '../transport/certificates.js'
import { type Client, createClient } from '../transport/client.js'
import { describeEnding, type Exchange } from '../transport/exchange.js'
import type { Ports } from './ports.js'
import { methodOf } from './rules/gate.js'
import type { Subject } from './rules/client.js'

/** What came of a request, as it is told to the client that wanted it. */
export interface Told {
  readonly status: number
  readonly body: Uint8Array
}

export interface Outbound {
  /** Where peers listen, and which anchors vouch for them. */
  know(peers: readonly PeerFacts[], trust: readonly string[]): Promise<void>
  /** Asks a peer. A peer that cannot be asked, or must not be trusted, is told as 502, one that is too slow as 504. */
  ask(action: Action, subject: Subject, body: Uint8Array): Promise<Told>
  close(): Promise<void>
}

const timeoutMs = 5_000

export function createOutbound(own: string, identity: Identity, ports: () => Ports): Outbound {
  let addresses = new Map<string, PeerFacts>()
  let client: Client | undefined

  const resolve = (url: URL) => {
    const known = addresses.get(url.hostname)
    const port = url.port === '' ? (known?.port ?? 443) : Number(url.port)
    return { host: known?.host ?? url.hostname, port, servername: url.hostname }
  }
  const exchange = (using: Client, asked: string, method: string, url: string, body?: Uint8Array) =>
    using.request({ method, url, headers: ports().client.headers(own, asked), body, peer: own })

  return {
    async know(peers, trust) {
      addresses = new Map(peers.map((peer) => [peer.domain.toLowerCase(), peer]))
      const before = client
      const { presents, trusts } = ports().client
      client = createClient({ identity: presents(identity), ...trusts(trust), timeoutMs, resolve })
      await before?.close()
    },
    async ask(action, subject, body) {
      if (!client) return failed(502, 'no peers are known yet: `ready` tells them')
      const behaviour = ports().client
      const found = await exchange(client, subject.domain, 'GET', behaviour.directoryUrl(subject.domain))
      if (found.response?.status !== 200) return unanswered(`the directory of ${subject.domain}`, found)
      const endpoints = behaviour.endpoints(found.response.body, new URL(found.url))
      const template = endpoints?.[action]
      if (!template) return failed(502, `the directory of ${subject.domain} names no usable ${action}`)
      const method = methodOf(action)
      const url = behaviour.url(action, template, subject)
      const asked = await exchange(client, subject.domain, method, url, method === 'POST' ? body : undefined)
      return asked.response ?? unanswered(url, asked)
    },
    close: async () => client?.close(),
  }
}

function unanswered(what: string, exchange: Exchange): Told {
  return failed(exchange.ending.kind === 'timeout' ? 504 : 502, `${what}: ${describeEnding(exchange)}`)
}

function failed(status: number, text: string): Told {
  return { status, body: new TextEncoder().encode(`${text}\n`) }
}

/** Starts one instance of the reference provider: one draft, one domain, on loopback unless told otherwise. */
import { type Draft } from '../drafts/ids.js'
import { type Authority, createAuthority } from '../transport/certificates.js'
import { wellKnown } from '../transport/directory.js'
import { type Listener, listen } from '../transport/listener.js'
import { listenForControl } from './control.js'
import type { Fault } from './fault.js'
import { authorityIn } from './data-directory.js'
import { createInstance, type InstanceOptions } from './instance.js'
import { serve } from './server.js'

export interface ProviderOptions extends Pick<InstanceOptions, 'dataDir' | 'delivery' | 'readings'> {
  readonly draft: Draft
  /** The provider's domain, which its certificate names and its directory's URLs have. */
  readonly domain: string
  /** Start with this deviation from the draft. */
  readonly fault?: Pick<Fault, 'apply'>
  /** Address to listen on; 127.0.0.1 unless given. */
  readonly host?: string
  /** HTTPS port; a free one unless given. */
  readonly port?: number
  /** Port of the control URL, always on loopback; a free one unless given. */
  readonly controlPort?: number
  /** Bearer token that the control URL asks for; none unless given. */
  readonly token?: string
  /** Issues the provider's certificate and vouches for peers until `ready` names anchors; the data directory's, or made up, unless given. */
  readonly authority?: Authority
}

export interface Provider {
  readonly draft: Draft
  readonly domain: string
  /** The directory's URL. Its host is the domain: connect to `host` and `port` instead of resolving it. */
  readonly directory: string
  readonly host: string
  readonly port: number
  /** Where the driver's operations are POSTed. */
  readonly controlUrl: string
  /** PEM: what vouches for the provider's certificate. */
  readonly trustAnchor: string
  /** Ends all connections and frees both ports. */
  close(): Promise<void>
}

const limits = { bodyBytes: 1 << 20, requestMs: 10_000, connections: 512, concurrency: 256 }

/** @throws Error for an address or a data directory that cannot be had */
export async function startProvider(options: ProviderOptions): Promise<Provider> {
  const { draft, fault, host = '127.0.0.1', dataDir, delivery, readings } = options
  const domain = options.domain.toLowerCase()
  const authority = options.authority ?? (await authorityOf(dataDir))
  const identity = await authority.issue({ domain })
  const instance = await createInstance({ draft, domain, identity, fault, dataDir, delivery, readings })
  const open = async (port: number): Promise<Listener> => {
    const { trustAnchors } = instance.context().ports.store.peers.known()
    return listen({
      host,
      port,
      tls: { identity: () => identity, clientTrust: [authority.pem, ...trustAnchors] },
      clearTextToo: instance.context().ports.front.clearText,
      limits,
      async handle(request) {
        const reply = await instance
          .context()
          .ports.front.answer(request, (each) => serve(instance.context(), origin, each))
        // What is answered is promised.
        await instance.durable()
        return reply
      },
    })
  }
  let listener = await open(options.port ?? 0)
  const { port } = listener
  const origin = `https://${domain}${port === 443 ? '' : `:${port}`}`
  const directory = origin + wellKnown
  const control = await listenForControl({
    instance,
    port: options.controlPort ?? 0,
    token: options.token,
    facts: { domain, directory, trustAnchors: [authority.pem] },
    trustPeers: (anchors) => listener.trustClients([authority.pem, ...anchors]),
    async restart() {
      await listener.close()
      await instance.restart()
      listener = await open(port)
    },
  })
  return {
    draft,
    domain,
    directory,
    host: listener.host,
    port,
    controlUrl: control.url,
    trustAnchor: authority.pem,
    async close() {
      await Promise.all([listener.close(), control.close()])
      await instance.close()
    },
  }
}

const name = 'Mimicry reference provider'

function authorityOf(dataDir: string | undefined): Promise<Authority> {
  return dataDir === undefined ? createAuthority(name) : authorityIn(dataDir, name)
}

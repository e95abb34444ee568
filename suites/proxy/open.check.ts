import { check } from '../../src/check/define.js'
import type { CheckContext } from '../../src/check/context.js'
import type { Peer } from '../../src/peers/peer.js'
import { listen } from '../../src/transport/listener.js'
import { download, proxied, publish, refused, script, succeeded } from './assets.js'

interface Disallowed {
  readonly word: string
  /** Ends `The proxy does not reach …`. */
  readonly title: string
  /** The peer at which nothing may arrive. */
  readonly at: (context: CheckContext) => Peer
  /** A URL of that peer's, dressed up. */
  readonly dress?: (url: URL, allowed: string) => string
  /**
   * What that peer is asked for then by those who take the backslash for a slash; others find the asset host behind it,
   * and may serve what stands there.
   */
  readonly lands?: (url: URL, allowed: string) => string
}

const noAssetHost = ({ noAssetHost: peer }: CheckContext) => peer

const disallowed: readonly Disallowed[] = [
  { word: 'other-host', title: 'a host that is not known as an asset host', at: noAssetHost },
  { word: 'provider-host', title: "a peer's own host, where no assets are", at: ({ other }) => other },
  { word: 'own-provider', title: 'the host of the provider that asks', at: ({ peer }) => peer },
  {
    word: 'userinfo',
    title: 'a host that has an asset host before it as user information',
    at: noAssetHost,
    dress: ({ host, pathname }, allowed) => `https://${allowed}@${host}${pathname}`,
  },
  {
    word: 'userinfo-password',
    title: 'a host that has an asset host and a port before it as user and password',
    at: noAssetHost,
    dress: ({ host, pathname }, allowed) => `https://${allowed}:443@${host}${pathname}`,
  },
  {
    word: 'host-in-query',
    title: 'a host whose URL has an asset host in its query',
    at: noAssetHost,
    dress: ({ href }, allowed) => `${href}?from=https://${allowed}/`,
  },
  {
    word: 'host-in-fragment',
    title: 'a host whose URL has an asset host in its fragment',
    at: noAssetHost,
    dress: ({ href }, allowed) => `${href}#@${allowed}/`,
  },
  {
    word: 'backslash',
    title: 'a host that a backslash divides from an asset host',
    at: noAssetHost,
    dress: ({ host, pathname }, allowed) => `https://${host}\\@${allowed}${pathname}`,
    lands: ({ origin, pathname }, allowed) => `${origin}/@${allowed}${pathname}`,
  },
]

const toPeers = disallowed.map(({ word, title, at, dress = ({ href }) => href, lands }) =>
  check({
    ...proxied,
    id: `proxy.open.${word}`,
    title: `The proxy does not reach ${title}`,
    requirements: ['MIMI-PXY-002'],
    fails: `The download of something at ${title} is answered with a 2xx, or a request for it arrives there.`,
    async run(context) {
      const { peer, assetHost, refuses, silent } = context
      const asset = publish(assetHost)
      const host = at(context)
      const own = new URL(host.assetUrl('nothing-to-see'))
      const url = lands?.(own, assetHost.domain) ?? own.href
      script(host, url, { status: 200, body: Buffer.from('an open proxy') })
      const wanted = dress(own, assetHost.domain)
      const what = `the download of ${wanted}`
      await refuses({
        what,
        malformed: () => download(peer, wanted),
        twin: () => download(peer, asset.url),
        isRefusal: (answer) => refused(answer) || lands !== undefined,
        evaluated: succeeded,
      })
      await silent(
        host,
        { about: url },
        {
          expected: `no request at ${host.domain}, which is no asset host, for ${what} (5.10.2)`,
          marker: () => Promise.resolve(),
        },
      )
    },
  }),
)

/** Names of Mimicry's own machine, at a port where a connection would be seen. */
const literals: readonly { word: string; title: string; url: (port: number) => string }[] = [
  { word: 'address', title: 'an IP address', url: (port) => `https://127.0.0.1:${port}/asset` },
  {
    word: 'address-number',
    title: 'an IP address written as one number',
    url: (port) => `https://2130706433:${port}/asset`,
  },
  { word: 'localhost', title: 'localhost', url: (port) => `https://localhost:${port}/asset` },
]

const toLiterals = literals.map(({ word, title, url }) =>
  check({
    ...proxied,
    id: `proxy.open.${word}`,
    title: `The proxy does not reach ${title}`,
    requirements: ['MIMI-PXY-002'],
    fails: `The download of a URL with ${title} as host is answered with a 2xx, or the proxy connects there.`,
    async run({ peer, assetHost, refuses, that }) {
      const asset = publish(assetHost)
      const trap = await listen({ tls: null, handle: () => ({ status: 200, body: Buffer.from('an open proxy') }) })
      try {
        const wanted = url(trap.port)
        await refuses({
          what: `the download of ${wanted}`,
          malformed: () => download(peer, wanted),
          twin: () => download(peer, asset.url),
          isRefusal: refused,
          evaluated: succeeded,
        })
        that(trap.connections === 0, {
          expected: `no connection to ${wanted}, which is no asset host (5.10.2)`,
          actual: `${trap.connections} came`,
        })
      } finally {
        await trap.close()
      }
    },
  }),
)

export default [...toPeers, ...toLiterals]

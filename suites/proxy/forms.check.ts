import { check } from '../../src/check/define.js'
import { describeAnswer } from '../../src/peers/answer.js'
import { download, proxied, publish } from './assets.js'

/** Other ways to write the host of an asset that may be served: 5.10.2 binds its name alone. */
const forms: readonly { what: string; url: (asset: URL, port: number) => string }[] = [
  { what: 'a dot behind the host', url: ({ host, pathname }) => `https://${host}.${pathname}` },
  { what: 'capital letters in the host', url: ({ host, pathname }) => `https://${host.toUpperCase()}${pathname}` },
  { what: 'the port of https spelled out', url: ({ host, pathname }) => `https://${host}:443${pathname}` },
  { what: 'another port', url: ({ host, pathname }, port) => `https://${host}:${port}${pathname}` },
]

export default check({
  ...proxied,
  id: 'proxy.host-forms',
  title: 'What the proxy does with other ways to write an asset host is recorded',
  requirements: ['MIMI-PXY-002'],
  observes: true,
  fails: 'It cannot: whether a dot behind the host, capital letters or a port make it another host is left open.',
  async run({ peer, assetHost, network, observe }) {
    const asset = publish(assetHost)
    await download(peer, asset.url).accepted()
    for (const { what, url } of forms) {
      const answer = await download(peer, url(new URL(asset.url), network.otherPort ?? 8443))
      observe(`${what}: ${describeAnswer(answer)}`, answer)
    }
  },
})

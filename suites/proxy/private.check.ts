import { check } from '../../src/check/define.js'
import { headerValues } from '../../src/transport/exchange.js'
import { download, proxied, publish } from './assets.js'

/** Where proxies say on whose behalf they ask (RFC 7239, and what was in use before). */
const forwarding = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'x-client-ip', 'true-client-ip']

export default check({
  ...proxied,
  id: 'proxy.private',
  title: 'The asset host is not told who downloads',
  requirements: ['MIMI-PXY-005'],
  fails:
    'The request at the asset host names the downloading provider, or the address that it asked from, in a header.',
  async run({ peer, assetHost, that, skip }) {
    const { url } = publish(assetHost)
    await download(peer, url).accepted()
    const [asked] = assetHost.requests({ about: url })
    if (!asked) return skip('the asset host was not asked; judged by proxy.download.answered')
    const telling = asked.request.headers.filter(([name, value]) => {
      const word = name.toLowerCase()
      if (word === 'host') return false
      return value.toLowerCase().includes(peer.domain) || (forwarding.includes(word) && value !== '')
    })
    that(telling.length === 0, {
      expected: 'a request that says nothing of who wants the asset (5.10.2)',
      actual: telling.map(([name, value]) => `${name}: ${value}`).join('; '),
      as: 'warn',
      exchange: asked,
    })
    const referer = headerValues(asked.request, 'referer')
    that(referer.length === 0, {
      expected: 'no Referer, which holds the path of what the hub was asked',
      actual: `Referer: ${referer.join(', ')}`,
      as: 'warn',
      exchange: asked,
    })
  },
})

import { check } from '../../src/check/define.js'
import { download, proxied, publish, succeeded } from './assets.js'
import { describeAnswer } from '../../src/peers/answer.js'

export default check({
  ...proxied,
  id: 'proxy.download.answered',
  title: "A peer downloads an asset of another provider's asset host through the proxy, by GET",
  requirements: ['MIMI-PXY-001'],
  fails: 'The download is not answered with a 2xx, or the asset host was never asked.',
  async run({ peer, assetHost, must, that }) {
    const { url } = publish(assetHost)
    const answer = await download(peer, url)
    must(succeeded(answer), {
      expected: `a 2xx with ${url}, at a host that \`ready\` calls an asset host (5.10.2)`,
      actual: describeAnswer(answer),
      exchange: answer,
    })
    // Nobody has asked for it before, so it cannot come from a cache.
    const [asked] = assetHost.requests({ about: url })
    that(asked?.request.method === 'GET', {
      expected: `a GET at ${assetHost.domain}`,
      actual: asked ? `a ${asked.request.method}` : 'the asset host was never asked',
      exchange: asked ?? answer,
    })
  },
})

import { check } from '../../src/check/define.js'
import { carries, describeBody, download, proxied, publish, succeeded } from './assets.js'

export default check({
  ...proxied,
  id: 'proxy.repeated',
  title: 'An asset that is downloaded again, by the same provider and by another one, is the same again',
  requirements: ['MIMI-PXY-006'],
  fails: 'A later download of the asset, from a cache or not, fails or brings something else.',
  async run({ peer, other, assetHost, that }) {
    const asset = publish(assetHost)
    await download(peer, asset.url).accepted()
    // From a cache or from its host: 5.10.2 leaves that to the hub.
    for (const again of [peer, other]) {
      const answer = await download(again, asset.url)
      that(succeeded(answer) && carries(answer, asset), {
        expected: `the ${asset.content.length} bytes of the asset once more, for ${again.domain}`,
        actual: `status ${answer.status ?? 'none'}, ${describeBody(answer, asset)}`,
        exchange: answer,
      })
    }
  },
})

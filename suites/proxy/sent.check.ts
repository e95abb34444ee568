import { check } from '../../src/check/define.js'
import { submittable } from '../transport/local-client.js'
import { publish } from './assets.js'

export default check({
  id: 'proxy.sent.to-hub',
  title: "A download through the proxy by a client of the target is asked of the room's hub, not of the asset host",
  requirements: ['MIMI-PXY-014'],
  roles: ['follower'],
  needs: ['createUser', 'publishKeyPackages', 'setConsent', 'submit'],
  fails: 'The request does not come to the hub by GET, names another URL, or the target asks the asset host itself.',
  async run({ target, hub, assetHost, arrives, that, silent, skip }) {
    const user = await target.user()
    const room = await hub.roomWith(user)
    const asset = publish(assetHost)
    hub.answer({ action: 'proxyDownload', about: asset.url }, { status: 200, body: asset.content })
    const told = await submittable(() => user.submit('proxyDownload', room.uri, new TextEncoder().encode(asset.url)))
    if (!told) return skip('the driver cannot have a client download an asset through the proxy')
    const asked = await arrives(
      hub,
      { about: asset.url },
      {
        expected: `a request for ${asset.url} at ${hub.domain}, the hub of ${room.uri}`,
        actual:
          assetHost.requests().length > 0
            ? `the target asked ${assetHost.domain} itself`
            : 'pending' in told
              ? 'nothing came there'
              : `nothing came there; the client was told status ${told.status}`,
      },
    )
    const { method } = asked.request
    that(asked.action === 'proxyDownload' && method === 'GET', {
      expected: "a GET of the hub's proxyDownload, with the asset's URL in its path",
      actual: `${method} ${asked.request.path}`,
      exchange: asked,
    })
    await silent(
      assetHost,
      {},
      {
        expected: `no request by the target at ${assetHost.domain}`,
        marker: () => Promise.resolve(),
      },
    )
  },
})

import { check } from '../../src/check/define.js'
import { describeAnswer } from '../../src/peers/answer.js'
import { download, proxied, publish, script } from './assets.js'

export default [301, 302, 307, 308].map((status) =>
  check({
    ...proxied,
    id: `proxy.redirect.status-${status}`,
    title: `The proxy does not follow an asset host's redirection (${status}) to a host that is none`,
    requirements: ['MIMI-PXY-008'],
    fails: `The proxy fetches what an asset host redirects to with ${status}, at a host that is no asset host.`,
    async run({ peer, assetHost, noAssetHost, silent, skip }) {
      const marker = publish(assetHost)
      const moved = assetHost.assetUrl('moved')
      const elsewhere = publish(noAssetHost)
      script(assetHost, moved, { status, headers: [['Location', elsewhere.url]] })
      const answer = await download(peer, moved)
      if (assetHost.requests({ about: moved }).length === 0)
        skip(`the asset host was not asked (${describeAnswer(answer)}); judged by proxy.download.answered`)
      await silent(
        noAssetHost,
        { about: elsewhere.url },
        {
          expected: `no request at ${noAssetHost.domain}, which is no asset host: the rule of 5.10.2 would be void`,
          as: 'warn',
          marker: () => download(peer, marker.url).accepted(),
        },
      )
    },
  }),
)

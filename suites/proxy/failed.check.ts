import { check } from '../../src/check/define.js'
import type { Reply } from '../../src/transport/listener.js'
import { download, proxied, publish, refused, script, succeeded } from './assets.js'

const page = { headers: [['Content-Type', 'text/html']] as [string, string][], body: Buffer.from('<h1>Sorry</h1>') }

/** What an asset host may do other than serve the asset. */
const failures: readonly { word: string; what: string; reply: Reply }[] = [
  { word: 'missing', what: 'an asset that its host does not have (404)', reply: { status: 404, ...page } },
  { word: 'forbidden', what: 'an asset that its host does not give (403)', reply: { status: 403, ...page } },
  { word: 'server-error', what: 'an asset whose host fails (500)', reply: { status: 500, ...page } },
  { word: 'cut', what: 'an asset whose host closes the connection', reply: { cut: true } },
]

export default failures.map(({ word, what, reply }) =>
  check({
    ...proxied,
    id: `proxy.failed.${word}`,
    title: `The download of ${what} ends in an error of HTTP`,
    requirements: ['MIMI-PXY-004'],
    fails: `The download of ${what} is answered with a 2xx, or with nothing at all.`,
    async run({ peer, assetHost, refuses }) {
      const asset = publish(assetHost)
      const failing = assetHost.assetUrl('failing')
      script(assetHost, failing, reply)
      await refuses({
        what,
        malformed: () => download(peer, failing),
        twin: () => download(peer, asset.url),
        isRefusal: refused,
        evaluated: succeeded,
      })
    },
  }),
)

import { check } from '../../src/check/define.js'
import { describeAnswer } from '../../src/peers/answer.js'
import { carries, describeBody, download, proxied, publish, succeeded } from './assets.js'

interface Kind {
  readonly word: string
  readonly title: string
  readonly content: () => Uint8Array
  readonly type?: string
  /** The proxy may find it too large. */
  readonly limited?: true
}

const octets = (length: number) => Uint8Array.from({ length }, (_, index) => (index * 167 + (index >> 8)) & 0xff)

const kinds: readonly Kind[] = [
  { word: 'empty', title: 'An empty asset', content: () => new Uint8Array() },
  { word: 'octets', title: 'An asset with every octet', content: () => octets(4096) },
  {
    word: 'text',
    title: 'An asset that claims to be text, with line ends of three kinds, a byte order mark and no UTF-8,',
    content: () => Uint8Array.of(0xef, 0xbb, 0xbf, ...Buffer.from('<p>one\r\ntwo\rthree\n&amp;'), 0xe4, 0xf6, 0xfc),
    type: 'text/html; charset=utf-8',
  },
  { word: 'large', title: 'An asset of two megabytes', content: () => octets(2 << 20), limited: true },
]

export default kinds.map(({ word, title, content, type, limited }) =>
  check({
    ...proxied,
    id: `proxy.content.${word}`,
    title: `${title} comes through the proxy as it is`,
    requirements: ['MIMI-PXY-003'],
    fails: 'The body of a successful download is not, octet by octet, what the asset host served.',
    async run({ peer, assetHost, that, observe }) {
      const asset = publish(assetHost, { content: content(), type })
      const answer = await download(peer, asset.url)
      // How large an asset may be is the hub's to say.
      if (limited && !succeeded(answer)) return observe(`${describeAnswer(answer)} for ${asset.content.length} bytes`)
      that(succeeded(answer), {
        expected: `a 2xx with an asset of ${asset.content.length} bytes`,
        actual: describeAnswer(answer),
        exchange: answer,
      })
      if (!succeeded(answer)) return
      that(carries(answer, asset), {
        expected: `the ${asset.content.length} bytes that the asset host served`,
        actual: describeBody(answer, asset),
        exchange: answer,
      })
    },
  }),
)

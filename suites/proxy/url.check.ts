import { check } from '../../src/check/define.js'
import { describeAnswer } from '../../src/peers/answer.js'
import { carries, download, proxied, publish, succeeded, withoutQuery } from './assets.js'

/** What may stand behind the first part of an asset's path, and is lost on those who decode once too often. */
const tails: readonly { word: string; title: string; tail: string }[] = [
  { word: 'query', title: 'with a query', tail: '?token=a1&size=2&path=/x' },
  { word: 'slashes', title: 'with more slashes', tail: '/2026/11//photo.jpg' },
  { word: 'escaped-slash', title: 'with an escaped slash', tail: '/a%2Fb' },
  { word: 'escaped-percent', title: 'with an escaped percent sign', tail: '/100%2525.jpg' },
  { word: 'escaped-letters', title: 'with escaped letters of UTF-8 and a space', tail: '/Gr%C3%BC%C3%9Fe%20an%20alle' },
  { word: 'escaped-query', title: 'with an escaped question mark and number sign', tail: '/what%3F%23now?a=%26b' },
  { word: 'plus', title: 'with a plus sign, a semicolon and an at sign', tail: '/a+b;c@d?e=f+g' },
]

export default tails.map(({ word, title, tail }) =>
  check({
    ...proxied,
    id: `proxy.url.${word}`,
    title: `The asset host is asked for the very URL that was wanted, one ${title}`,
    requirements: ['MIMI-PXY-007'],
    fails: 'The asset host gets a request for another path or query, or none.',
    async run({ peer, assetHost, that }) {
      const asset = publish(assetHost, { tail })
      // What becomes of it when it is decoded once too often is this check's as well.
      assetHost.claim(withoutQuery(decodeURIComponent(asset.url)))
      const answer = await download(peer, asset.url)
      const { pathname, search } = new URL(asset.url)
      const whole = pathname + search
      const asked = assetHost.requests().map(({ request }) => request.path)
      const seen = asked.includes(whole)
      that(seen && succeeded(answer) && carries(answer, asset), {
        expected: `GET ${whole} at ${assetHost.domain}, and what stands there`,
        actual: `${asked.length > 0 ? `GET ${asked.join(', ')}` : `nothing there for that path`}; ${describeAnswer(answer)}`,
        exchange: answer,
      })
    },
  }),
)

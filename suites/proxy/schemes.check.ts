import { check } from '../../src/check/define.js'
import type { Severity } from '../../src/check/finding.js'
import { download, proxied, publish, refused, succeeded } from './assets.js'

interface Scheme {
  readonly word: string
  readonly title: string
  readonly url: (asset: URL) => string
  /** The requirement that serving it breaks, and what that weighs. */
  readonly requirement: string
  readonly as?: Severity
}

const schemes: readonly Scheme[] = [
  {
    word: 'http',
    title: 'an http: URL of an asset host',
    url: ({ host, pathname }) => `http://${host}${pathname}`,
    requirement: 'MIMI-PXY-009',
    as: 'warn',
  },
  {
    word: 'ftp',
    title: 'an ftp: URL of an asset host',
    url: ({ host, pathname }) => `ftp://${host}${pathname}`,
    requirement: 'MIMI-PXY-009',
    as: 'warn',
  },
  // No host part is that of an asset host where there is none.
  { word: 'file', title: 'a file: URL', url: () => 'file:///etc/hosts', requirement: 'MIMI-PXY-002' },
  { word: 'data', title: 'a data: URL', url: () => 'data:text/plain,an%20open%20proxy', requirement: 'MIMI-PXY-002' },
]

export default schemes.map(({ word, title, url, requirement, as }) =>
  check({
    ...proxied,
    id: `proxy.scheme.${word}`,
    title: `The proxy serves https: URLs only: not ${title}`,
    requirements: [requirement],
    fails: `The download of ${title} is answered with a 2xx.`,
    async run({ peer, assetHost, refuses }) {
      const asset = publish(assetHost)
      await refuses({
        what: `the download of ${url(new URL(asset.url))}`,
        malformed: () => download(peer, url(new URL(asset.url))),
        twin: () => download(peer, asset.url),
        isRefusal: refused,
        evaluated: succeeded,
        accepted: as,
      })
    },
  }),
)

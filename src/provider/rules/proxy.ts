/** What the hub's asset proxy reaches, and what it tells (06: 5.10.2). */
import type { Headers, HttpResponse } from '../../transport/exchange.js'
import { headerValues } from '../../transport/exchange.js'
import type { PeerFacts } from '../../target/driver/contract.js'
import { type Reply, textReply } from '../../transport/listener.js'

export interface ProxyRules {
  /** Whether URLs of this scheme are fetched. */
  scheme(url: URL): boolean
  /** Whether a URL's host is an asset host of one of the peers: only its name counts, compared as it is. */
  reaches(url: URL, peers: readonly PeerFacts[]): boolean
  /** What the asset host is sent beside the URL: nothing that says who wants the asset. @param downloader its domain */
  headers(downloader: string): Headers
  /** The URL to which an answer sends the proxy on; null: it goes nowhere else. */
  followed(url: URL, response: HttpResponse): URL | null
  /** The asset host's answer as the downloader gets it. */
  passedOn(response: HttpResponse): Reply
}

export const proxyRules: ProxyRules = {
  scheme: ({ protocol }) => protocol === 'https:',
  reaches: ({ hostname, username, password }, peers) =>
    username === '' &&
    password === '' &&
    peers.some(({ assetHost, domain }) => assetHost && domain.toLowerCase() === hostname),
  headers: () => [],
  followed: () => null,
  passedOn(response) {
    const { status, body } = response
    // Whoever follows a redirection leaves the hosts that this proxy answers for.
    if (status < 200 || (status >= 300 && status < 400)) {
      return textReply(502, `the asset host answered ${status}, and redirections are not followed`)
    }
    if (status >= 400) return textReply(status, `the asset host answered ${status}`)
    const type = headerValues(response, 'content-type')[0] ?? 'application/octet-stream'
    return { status, headers: [['Content-Type', type]], body }
  },
}

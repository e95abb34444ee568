import { isIP } from 'node:net'
import { check } from '../../src/check/define.js'
import { describeEnding } from '../../src/transport/exchange.js'
import { fromHeader, sameDomain, sanMatches } from '../../src/transport/names.js'

export default check({
  id: 'transport.server-certificate',
  title: 'The server certificate names the host of the URL, and the provider domain',
  requirements: ['MIMI-TRN-014'],
  roles: ['provider', 'follower', 'hub'],
  fails: 'No dNSName in subjectAltName matches the host of the directory or of an endpoint.',
  async run({ peer, target, that, skip }) {
    const urls = [target.directoryUrl, ...Object.values(target.directory?.endpoints ?? {})]
    const hosts = new Map(urls.filter((url) => URL.canParse(url)).map((url) => [new URL(url).hostname, url]))
    let judged = 0
    for (const [host, url] of hosts) {
      // How an address, or the name of a machine under test, is certified is the operator's affair.
      if (isIP(host.replace(/[[\]]/g, '')) !== 0 || !host.includes('.')) continue
      const headers: [string, string][] = [['From', fromHeader(peer.domain)]]
      const exchange = await peer.raw({ method: 'GET', url: new URL('/', url).href, headers, fresh: true })
      const certificate = exchange.tls?.certificate
      if (!certificate) return skip(`no certificate came from ${host}: ${describeEnding(exchange)}`)
      judged += 1
      const named = `a certificate for ${certificate.sans.join(', ') || 'no name'} in subjectAltName`
      that(sanMatches(host, certificate), {
        expected: `a certificate with the dNSName ${host}, the host of ${url}`,
        actual: named,
        exchange,
      })
      if (sameDomain(host, target.domain)) continue
      // Peers that know the provider by its domain look for that, ordinary HTTPS clients for the host.
      that(sanMatches(target.domain, certificate), {
        expected: `a certificate with the dNSName ${target.domain}, the provider's domain`,
        actual: `${named}, from ${host}`,
        as: 'warn',
        exchange,
      })
    }
    if (judged === 0) skip('no endpoint is at a host with a domain name')
  },
})

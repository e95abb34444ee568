/** proxyDownload (06: 5.10.2): the hub fetches an asset from a peer's asset host for another peer. */
import { type Context, type Endpoint, refuse } from './endpoint.js'

const mostHops = 5

export const proxyDownload: Endpoint = async (context, { sender, subject }) => {
  const { proxy } = context.ports.rules
  let url = allowed(context, subject)
  for (let hop = 0; hop < mostHops; hop += 1) {
    const exchange = await context.outbound.download(url, proxy.headers(sender))
    if (!exchange?.response || exchange.ending.kind !== 'answered') {
      const [status, why] =
        exchange?.ending.kind === 'timeout' ? [504, 'took too long'] : [502, 'gave no answer that can be passed on']
      return refuse(status, `${url.host} ${why}`)
    }
    const next = proxy.followed(url, exchange.response)
    if (!next) return proxy.passedOn(exchange.response)
    url = next
  }
  return refuse(502, 'too many redirections')
}

/** The URL, as long as it leads nowhere but to an asset host (5.10.2): else nothing is asked of anybody. */
function allowed({ ports }: Context, subject: string): URL {
  if (!URL.canParse(subject)) return refuse(400, 'the path must hold an absolute URL')
  const url = new URL(subject)
  if (!ports.rules.proxy.scheme(url)) return refuse(403, 'only https URLs are fetched')
  if (ports.rules.proxy.reaches(url, ports.store.peers.known().peers)) return url
  return refuse(403, `${url.host} is no asset host of a peer provider (5.10.2)`)
}

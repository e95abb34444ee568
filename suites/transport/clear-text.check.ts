import { check } from '../../src/check/define.js'
import type { CheckContext } from '../../src/check/context.js'
import { describeEnding, type Exchange } from '../../src/transport/exchange.js'
import { parseDirectory } from '../../src/transport/directory.js'
import { identifierRequest } from '../../src/peers/builders.js'
import { encodeRequest, readResponse } from '../../src/peers/endpoints.js'

/** http: with the same host, at the port of the https URL and at the one that http: itself has. */
function inClear(url: string): string[] {
  const { hostname, port, pathname, search } = new URL(url)
  return [`http://${hostname}:${port || '443'}${pathname}${search}`, `http://${hostname}${pathname}${search}`]
}

/** Anything but a result of MIMI will do: no connection, a redirection to https, a web page for people. */
async function judge({ that }: CheckContext, exchange: Exchange, isMimi: (body: Uint8Array) => boolean): Promise<void> {
  const { response } = exchange
  that(!response || response.status >= 300 || !isMimi(response.body), {
    expected: `no MIMI response in clear text from ${exchange.url}`,
    actual: `${describeEnding(exchange)} with the result; offer it over https only`,
    exchange,
  })
}

export default check({
  id: 'transport.clear-text',
  title: 'Neither the directory nor a query is answered in clear text',
  requirements: ['MIMI-TRN-001'],
  roles: ['provider', 'follower', 'hub'],
  fails: 'A request over http: at the host of an endpoint is answered with a directory or a result.',
  async run(context) {
    const { peer, target, draft, name } = context
    const own: [string, string][] = [['From', `mimi@${peer.domain}`]]
    await peer.get(target.directoryUrl).accepted()
    for (const url of inClear(target.directoryUrl)) {
      const exchange = await peer.raw({ method: 'GET', url, headers: own, valid: false, fresh: true })
      await judge(context, exchange, (body) => {
        const { directory } = parseDirectory(body, new URL(target.directoryUrl))
        return directory !== null && Object.keys(directory.endpoints).length > 0
      })
    }
    if (!target.directory?.endpoints.identifierQuery) return
    const query = identifierRequest(draft, { elements: [{ type: 'handle', value: name('nobody') }] })
    const body = encodeRequest('identifierQuery', draft, query)
    const headers: [string, string][] = [...own, ['Content-Type', 'application/octet-stream']]
    for (const url of inClear(target.url('identifierQuery', target.domain))) {
      const exchange = await peer.raw({ method: 'POST', url, headers, body, valid: false, fresh: true })
      await judge(context, exchange, (answer) => !readResponse('identifierQuery', draft, answer).error)
    }
  },
})

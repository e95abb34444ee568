/** A request as curl sends it, for whoever looks into a finding without Mimicry. */
import type { Exchange } from '../../../src/transport/exchange.js'
import { quoted } from '../../../src/transport/quoted.js'

export interface Credentials {
  /** Files of the peer's certificate and key, and of what vouches for the target, as the command line names them. */
  readonly cert: string
  readonly key: string
  readonly trust: string
  readonly connectTo?: { readonly host: string; readonly port: number }
}

/** @param body the file that has it; absent for a request without one */
export function curlOf(exchange: Exchange, { cert, key, trust, connectTo }: Credentials, body?: string): string {
  const headers = exchange.request.headers.filter(([name]) => !/^(host|content-length)$/i.test(name))
  const method = exchange.method === 'HEAD' ? ['--head'] : ['--request', exchange.method]
  const words = [
    ['curl', '--silent', '--show-error', '--include', '--http1.1', '--path-as-is', '--globoff'],
    method,
    ['--cert', cert, '--key', key, '--cacert', trust],
    connectTo ? ['--connect-to', `::${connectTo.host}:${connectTo.port}`] : [],
    headers.flatMap(([name, value]) => ['--header', `${name}: ${value}`]),
    // Without this curl would name a type where the request has none.
    body !== undefined && !headers.some(([name]) => /^content-type$/i.test(name)) ? ['--header', 'Content-Type:'] : [],
    body === undefined ? [] : ['--data-binary', `@${body}`],
    [exchange.url],
  ]
  return words.flat().map(quoted).join(' ')
}

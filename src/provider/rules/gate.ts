/** What is settled before a body is looked at: who speaks, to whom, in which way (4.1, 5). */
import type { Action } from '../../target/driver/contract.js'
import type { TlsFacts } from '../../transport/exchange.js'
import { type From, hostDomain, notAuthenticated, parseFrom, sameDomain } from '../../transport/names.js'

export interface Gate {
  /** The provider that the From header names. */
  source(from: readonly string[]): From
  /** Why the connection does not authenticate that provider; null when it does. */
  notAuthenticated(source: string, tls: TlsFacts | null): string | null
  /** Whether the Host header names this provider. */
  addressed(host: string | null, domain: string): boolean
  /** Whether an endpoint takes requests of this method. */
  allows(method: string, endpoint: Action | 'directory'): boolean
}

export const gateRules: Gate = {
  source: parseFrom,
  notAuthenticated,
  addressed(host, domain) {
    const named = hostDomain(host)
    return named !== null && sameDomain(named, domain)
  },
  allows: (method, endpoint) => method === methodOf(endpoint),
}

/** 5.1 to 5.10: everything is POST but the directory and the proxy. */
export function methodOf(endpoint: Action | 'directory'): 'GET' | 'POST' {
  return endpoint === 'directory' || endpoint === 'proxyDownload' ? 'GET' : 'POST'
}

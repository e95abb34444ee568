/** How a request names its providers, and how certificates prove it (4.1). */
import { isIP } from 'node:net'
import type { CertificateFacts, TlsFacts } from './exchange.js'

const domainName = /^(?=.{1,253}$)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i

/** The value of the From header with which a provider names itself. */
export function fromHeader(domain: string): string {
  return `mimi@${domain}`
}

export type From = { ok: true; domain: string } | { ok: false; reason: string }

/**
 * Reads the From headers of one request. 4.1: the mailbox is an addr-spec (no display name, no angle brackets) whose
 * local part is `mimi`; the domain part is the source provider, here in lower case. From is no list field (RFC 9110
 * 10.1.2), so none or several of them name no provider.
 */
export function parseFrom(values: readonly string[]): From {
  const [value] = values
  if (value === undefined) return { ok: false, reason: 'there is no From header' }
  if (values.length > 1) return { ok: false, reason: `there are ${values.length} From headers, expected one` }
  const at = value.lastIndexOf('@')
  if (at < 0 || /[<>\s",;:()]/.test(value)) {
    return { ok: false, reason: `From is ${JSON.stringify(value)}, expected a bare addr-spec such as mimi@a.example` }
  }
  const local = value.slice(0, at)
  if (local !== 'mimi')
    return { ok: false, reason: `the local part of From is ${JSON.stringify(local)}, expected mimi` }
  const domain = value.slice(at + 1)
  if (!domainName.test(domain) || isIP(domain) !== 0) {
    return { ok: false, reason: `the domain part of From is ${JSON.stringify(domain)}, expected a domain name` }
  }
  return { ok: true, domain: domain.toLowerCase() }
}

/**
 * The provider that a Host header names: in lower case, without the port, which 4.1 has ignored, and without a trailing
 * dot. Null where the header is missing or is no host.
 */
export function hostDomain(host: string | null): string | null {
  const match = /^(\[[0-9a-f:.]+\]|[^:[\]/@\s]+)(:\d*)?$/i.exec(host ?? '')
  return match?.[1] === undefined ? null : normal(match[1])
}

/** Domain names are compared without case, the root's dot aside (RFC 6125 6.4.1). */
export function sameDomain(a: string, b: string): boolean {
  return normal(a) === normal(b)
}

/**
 * Whether the certificate names the domain (RFC 6125 6.4): a dNSName equals it without regard to case, or is a wildcard
 * standing for exactly its left-most label. The subject's common name does not count (6.4.4 lets it fall away).
 */
export function sanMatches(domain: string, certificate: Pick<CertificateFacts, 'sans'>): boolean {
  const wanted = normal(domain)
  const parent = wanted.slice(wanted.indexOf('.') + 1)
  return certificate.sans.map(normal).some((san) => {
    if (!san.startsWith('*.')) return san === wanted
    // A wildcard for a whole top-level domain vouches for nobody.
    return wanted.includes('.') && parent.includes('.') && san.slice(2) === parent
  })
}

/** Why a connection does not authenticate the provider that it is said to come from or lead to (4.1); null if it does. */
export function notAuthenticated(domain: string, tls: TlsFacts | null): string | null {
  if (tls === null) return 'the connection is not TLS'
  if (tls.certificate === null) return 'no certificate was presented'
  if (!tls.authorized) return `the certificate is not trusted: ${tls.authorizationError ?? 'for no known reason'}`
  if (sanMatches(domain, tls.certificate)) return null
  const names = tls.certificate.sans.length === 0 ? 'no name' : tls.certificate.sans.join(', ')
  return `the certificate is for ${names} in subjectAltName, expected ${domain}`
}

function normal(domain: string): string {
  return domain.toLowerCase().replace(/\.$/, '')
}

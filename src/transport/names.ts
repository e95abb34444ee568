import type { CertificateFacts, TlsFacts } from './exchange.js'

export declare function fromHeader(domain: string): string
export type From = { ok: true; domain: string } | { ok: false; reason: string }
/** 4.1: `mimi@a.example`, an addr-spec; several or no values do not name a provider. */
export declare function parseFrom(values: readonly string[]): From
/** The domain in a Host header: lower case, without port (4.1: the port is ignored) and trailing dot; null: not a host. */
export declare function hostDomain(host: string | null): string | null
export declare function sameDomain(a: string, b: string): boolean
/** RFC 6125 6.4: a dNSName of the certificate is the domain, or a wildcard for its left-most label. */
export declare function sanMatches(domain: string, certificate: CertificateFacts): boolean
/** Why the connection does not authenticate the domain (4.1); null when it does. */
export declare function notAuthenticated(domain: string, tls: TlsFacts | null): string | null

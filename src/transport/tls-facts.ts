/** What a TLS connection says about itself. */
import type { X509Certificate } from 'node:crypto'
import type { TLSSocket } from 'node:tls'
import type { CertificateFacts, TlsFacts } from './exchange.js'

/** The facts of a completed handshake; `servername` is the SNI sent, where the socket does not know it. */
export function tlsFacts(socket: TLSSocket, servername?: string | null): TlsFacts {
  const certificate = socket.getPeerX509Certificate()
  return {
    protocol: socket.getProtocol() ?? 'unknown',
    cipher: socket.getCipher().standardName,
    servername: servername ?? sentServername(socket),
    certificate: certificate === undefined ? null : certificateFacts(certificate),
    authorized: certificate !== undefined && socket.authorized,
    authorizationError: certificate === undefined ? 'NO_CERTIFICATE' : refusal(socket),
  }
}

export function certificateFacts(certificate: X509Certificate): CertificateFacts {
  return {
    subject: certificate.subject ?? '',
    sans: alternativeNames(certificate.subjectAltName ?? ''),
    validFrom: new Date(certificate.validFrom).toISOString(),
    validTo: new Date(certificate.validTo).toISOString(),
    fingerprint256: certificate.fingerprint256,
    extKeyUsage: certificate.keyUsage ?? [],
    issuer: certificate.issuer ?? '',
    raw: certificate.raw,
  }
}

/** The SNI of a server's connection; Node has it as false where none came. */
export function sentServername(socket: { servername?: string | false | null }): string | null {
  return typeof socket.servername === 'string' && socket.servername !== '' ? socket.servername : null
}

/** Typed as an Error, in truth a code or a message. */
function refusal(socket: TLSSocket): string | null {
  const error: unknown = socket.authorizationError
  if (error instanceof Error) return error.message
  return typeof error === 'string' ? error : null
}

/** Node joins the names with commas and puts those into a JSON string that hold a comma or quote themselves. */
function alternativeNames(list: string): string[] {
  const names = list.match(/[^,:]+:("(\\.|[^"\\])*"|[^,]*)/g) ?? []
  return names.map((name) => name.trim().replace(/^DNS:/, ''))
}

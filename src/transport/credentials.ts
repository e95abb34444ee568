/** Certificates and keys that the user supplies as PEM, read with errors that say what is wrong with which. */
import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto'
import type { Identity } from './identity.js'

/** What the user supplied cannot be used. The message names the thing and what to do. */
export class CredentialError extends Error {
  override name = 'CredentialError'
}

/** Reads PEM certificates, one or more; `what` says in errors which they are: "the trust anchors of draft 06". */
export function readCertificates(pem: string, what: string): X509Certificate[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? []
  if (blocks.length === 0) {
    throw new CredentialError(`${what}: no PEM certificate found, expected -----BEGIN CERTIFICATE-----${hint(pem)}`)
  }
  return blocks.map((block, index) => {
    try {
      return new X509Certificate(block)
    } catch {
      throw new CredentialError(
        `${what}: certificate ${index + 1} of ${blocks.length} is damaged; export it anew as PEM`,
      )
    }
  })
}

/** Trust anchors as separate PEM texts. */
export function readAnchors(pem: string, what: string): string[] {
  return readCertificates(pem, what).map(toPem)
}

/** An identity from a certificate chain (leaf first) and the leaf's unencrypted key. */
export function readIdentity(source: { domain: string; cert: string; key: string }, what: string): Identity {
  const chain = readCertificates(source.cert, `${what}, certificate`)
  const key = readKey(source.key, `${what}, key`)
  const leaf = chain[0]
  if (leaf === undefined || !leaf.checkPrivateKey(key)) {
    throw new CredentialError(
      `${what}: the key does not belong to the first certificate (${subjectOf(leaf)}); put the leaf first, and give its key`,
    )
  }
  return { domain: source.domain, cert: chain.map(toPem).join(''), key: keyPem(key) }
}

/** An unencrypted PEM private key: PKCS#8, SEC 1 or PKCS#1. */
export function readKey(pem: string, what: string): KeyObject {
  if (/ENCRYPTED/.test(pem)) {
    throw new CredentialError(
      `${what}: the private key is encrypted; decrypt it first (openssl pkey -in KEY -out PLAIN)`,
    )
  }
  if (!/-----BEGIN ([A-Z]+ )?PRIVATE KEY-----/.test(pem)) {
    throw new CredentialError(`${what}: no PEM private key found, expected -----BEGIN PRIVATE KEY-----${hint(pem)}`)
  }
  try {
    return createPrivateKey(pem)
  } catch {
    throw new CredentialError(`${what}: the private key is damaged or of an unknown kind; export it anew as PKCS#8 PEM`)
  }
}

function keyPem(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString()
}

function toPem(certificate: X509Certificate): string {
  return certificate.toString()
}

export function subjectOf(certificate: X509Certificate | undefined): string {
  return certificate?.subject?.replaceAll('\n', ', ') || certificate?.subjectAltName || 'no subject'
}

/** A path where the file's content should be is the usual mistake, DER the next. */
function hint(text: string): string {
  if (text.trim() === '') return '; it is empty'
  if (/^[^\n]{1,200}\.(pem|crt|cer|key)\s*$/.test(text)) return '; this is a path, give the content of the file'
  return text.includes('\u0000') ? '; this looks like DER (openssl x509 -inform DER -in FILE)' : ''
}

/** What a credential says about whom (RFC 9420, 5.3). MIMI leaves the form of an identity open: reading R-KEY-022. */
import { X509Certificate } from 'node:crypto'
import { rawPublicKey } from './keys.js'
import { findSuite } from './suites.js'
import type { Credential } from './wire/credential.js'
import { credentialTypes } from './wire/registries.js'

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** A basic credential whose identity is a URI. */
export function basicCredential(uri: string): Credential {
  return { credential_type: credentialTypes.basic, identity: new TextEncoder().encode(uri) }
}

/**
 * The URIs that a credential presents: the identity of a basic one, the URIs among the subject's alternative names of
 * an X.509 one. Empty where it presents none that can be read.
 */
export function credentialIdentity(credential: Credential): string[] {
  if (credential.credential_type === credentialTypes.basic) return text(credential.identity)
  return uris(certificateOf(credential)?.subjectAltName ?? '')
}

/** Node lists alternative names as `URI:…, DNS:…`, and those with odd characters as JSON strings. */
function uris(names: string): string[] {
  return [...names.matchAll(/(?:^|, )[A-Za-z ]+:("(?:[^"\\]|\\.)*"|[^,]*)/g)].flatMap(([name, value = '']) => {
    if (!/^(, )?URI:/.test(name)) return []
    return value.startsWith('"') ? [String(JSON.parse(value))] : [value]
  })
}

/**
 * Whether the credential vouches for a signature key (5.3): the end entity's certificate must have that very key. A
 * basic credential says nothing about keys and so never contradicts one.
 */
export function vouchesFor(credential: Credential, suite: number, signatureKey: Uint8Array): boolean {
  if (credential.credential_type === credentialTypes.basic) return true
  const curve = findSuite(suite)?.signature
  const certificate = certificateOf(credential)
  if (!curve || !certificate) return false
  try {
    return Buffer.compare(rawPublicKey(curve, certificate.publicKey), signatureKey) === 0
  } catch {
    return false
  }
}

function certificateOf(credential: Credential): X509Certificate | null {
  if (credential.credential_type !== credentialTypes.x509) return null
  const first = credential.certificates[0]
  if (!first) return null
  try {
    const certificate = new X509Certificate(first.cert_data)
    // Node takes PEM, too, and whatever stands behind the DER.
    return Buffer.compare(certificate.raw, first.cert_data) === 0 ? certificate : null
  } catch {
    return null
  }
}

function text(bytes: Uint8Array): string[] {
  try {
    return [utf8.decode(bytes)]
  } catch {
    return []
  }
}

/**
 * Certificates of MLS clients, made at once: a check's users are there when it asks for them, and WebCrypto would have
 * them wait. The names and extensions are @peculiar/x509's; around them stands what RFC 5280, 4.1, has in common.
 */
import { createPrivateKey, type KeyObject, sign } from 'node:crypto'

export interface CertificateFields {
  /** Without colons or spaces. */
  readonly serialNumber: string
  /** Name, DER. */
  readonly issuer: Uint8Array
  /** Name, DER. */
  readonly subject: Uint8Array
  readonly notBefore: Date
  readonly notAfter: Date
  readonly publicKey: KeyObject
  /** Extension each, DER. */
  readonly extensions: readonly Uint8Array[]
}

/** The signature algorithms of an authority's key, by the hash that it signs with; RSA goes with SHA-256. */
const algorithms = {
  rsa: { hash: 'sha256', identifier: hex('300d06092a864886f70d01010b0500') },
  'SHA-256': { hash: 'sha256', identifier: hex('300a06082a8648ce3d040302') },
  'SHA-384': { hash: 'sha384', identifier: hex('300a06082a8648ce3d040303') },
  'SHA-512': { hash: 'sha512', identifier: hex('300a06082a8648ce3d040304') },
}
export type SignatureAlgorithm = keyof typeof algorithms

/** A certificate's DER. @param key PKCS#8 PEM */
export function signedCertificate(fields: CertificateFields, algorithm: SignatureAlgorithm, key: string): Uint8Array {
  const { hash, identifier } = algorithms[algorithm]
  const content = sequence(
    tlv(0xa0, tlv(integer, hex('02'))),
    tlv(integer, hex(fields.serialNumber)),
    identifier,
    fields.issuer,
    sequence(time(fields.notBefore), time(fields.notAfter)),
    fields.subject,
    fields.publicKey.export({ type: 'spki', format: 'der' }),
    tlv(0xa3, sequence(...fields.extensions)),
  )
  const signature = sign(hash, content, createPrivateKey(key))
  return new Uint8Array(sequence(content, identifier, tlv(bitString, hex('00'), signature)))
}

const integer = 0x02
const bitString = 0x03
const utcTime = 0x17

function sequence(...parts: readonly Uint8Array[]): Buffer {
  return tlv(0x30, ...parts)
}

/** Good until 2049 (4.1.2.5.1). */
function time(date: Date): Buffer {
  const digits = date.toISOString().replace(/\D/g, '')
  return tlv(utcTime, Buffer.from(`${digits.slice(2, 14)}Z`))
}

function tlv(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts)
  const { length } = content
  const octets = length < 0x100 ? [length] : [length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from(length < 0x80 ? [tag, length] : [tag, 0x80 + octets.length, ...octets]), content])
}

function hex(text: string): Buffer {
  return Buffer.from(text, 'hex')
}

/** Key pairs over node:crypto, with public keys in the form in which MLS carries them (RFC 9420, 5.1.1). */
import {
  createPrivateKey,
  createPublicKey,
  type ED25519KeyPairOptions,
  generateKeyPairSync,
  type JsonWebKey,
  type KeyObject,
} from 'node:crypto'
import type { Curve } from './suites.js'

export interface KeyPair {
  /** As it stands on the wire: RFC 8032 or 7748 bytes, or an uncompressed point. */
  publicKey: Uint8Array
  readonly privateKey: KeyObject
}

const uncompressed = 4

/**
 * A fresh key pair. It is generated as DER: exporting a key that still shares its lock with the job that generated it can
 * wait for ever in Node 20, when collecting garbage meets that job. Reading DER is slow and most private keys are never
 * used, so that waits until one is.
 */
export function generateKeys(curve: Curve): KeyPair {
  const { publicKey, privateKey } = generate(curve)
  let read: KeyObject | undefined
  return {
    // SubjectPublicKeyInfo ends with the key as it stands on the wire (RFC 8410, 4; RFC 5480, 2).
    publicKey: new Uint8Array(publicKey.subarray(publicKey.length - publicKeyLength(curve))),
    get privateKey() {
      return (read ??= createPrivateKey({ key: privateKey, type: 'pkcs8', format: 'der' }))
    },
  }
}

const encodings: ED25519KeyPairOptions<'der', 'der'> = {
  publicKeyEncoding: { type: 'spki', format: 'der' },
  privateKeyEncoding: { type: 'pkcs8', format: 'der' },
}

function generate({ crv }: Curve): { publicKey: Buffer; privateKey: Buffer } {
  switch (crv) {
    case 'Ed25519':
      return generateKeyPairSync('ed25519', encodings)
    case 'Ed448':
      return generateKeyPairSync('ed448', encodings)
    case 'X25519':
      return generateKeyPairSync('x25519', encodings)
    case 'X448':
      return generateKeyPairSync('x448', encodings)
    default:
      return generateKeyPairSync('ec', { namedCurve: crv, ...encodings })
  }
}

function publicKeyLength({ kty, coordinate }: Curve): number {
  return kty === 'OKP' ? coordinate : 1 + 2 * coordinate
}

/** The private key's octets: seed or scalar, of the curve's length. */
export function rawPrivateKey(key: KeyObject): Uint8Array {
  return octets(key.export({ format: 'jwk' }).d)
}

/** @throws Error when the two are no key pair of this curve; for Mimicry's own keys only */
export function importKeyPair(curve: Curve, publicKey: Uint8Array, privateKey: Uint8Array): KeyPair {
  const jwk = { ...publicJwk(curve, publicKey), d: base64url(privateKey) }
  return { publicKey, privateKey: createPrivateKey({ key: jwk, format: 'jwk' }) }
}

/** Null for octets that are no public key of this curve: they may be a target's, so it never throws. */
export function importPublicKey(curve: Curve, publicKey: Uint8Array): KeyObject | null {
  if (!hasPublicKeyForm(curve, publicKey)) return null
  try {
    return createPublicKey({ key: publicJwk(curve, publicKey), format: 'jwk' })
  } catch {
    return null
  }
}

/** Length and leading octet only; whether an EC point lies on its curve, importing it tells. */
function hasPublicKeyForm(curve: Curve, publicKey: Uint8Array): boolean {
  if (publicKey.length !== publicKeyLength(curve)) return false
  return curve.kty === 'OKP' || publicKey[0] === uncompressed
}

function publicJwk({ kty, crv, coordinate }: Curve, publicKey: Uint8Array): JsonWebKey {
  if (kty === 'OKP') return { kty, crv, x: base64url(publicKey) }
  const y = 1 + coordinate
  return { kty, crv, x: base64url(publicKey.subarray(1, y)), y: base64url(publicKey.subarray(y)) }
}

/** A public key's octets on the wire. @throws Error when the key is not of this curve */
export function rawPublicKey({ kty, crv }: Curve, key: KeyObject): Uint8Array {
  const jwk = key.export({ format: 'jwk' })
  if (jwk.crv !== crv) throw new Error(`expected a public key of ${crv}, got ${jwk.crv ?? 'another'}`)
  if (kty === 'OKP') return octets(jwk.x)
  return Uint8Array.from([uncompressed, ...octets(jwk.x), ...octets(jwk.y)])
}

function base64url(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64url')
}

/** A plain Uint8Array with a buffer of its own: Node's Buffers compare unequal to it and share their pool. */
function octets(text = ''): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'base64url'))
}

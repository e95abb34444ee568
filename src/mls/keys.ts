/** Key pairs over node:crypto, with public keys in the form in which MLS carries them (RFC 9420, 5.1.1). */
import {
  createECDH,
  createPrivateKey,
  createPublicKey,
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
 * A fresh key pair. The job that generates it writes it as JWK itself: exporting a key that still shares its lock with a
 * job that is over can wait for ever in Node 20, when collecting garbage meets that job. Most private keys are never
 * used, so reading one back waits until it is.
 */
export function generateKeys(curve: Curve): KeyPair {
  const generated = generate(curve)
  const privateKey = jwkOf(generated.privateKey)
  let read: KeyObject | undefined
  return {
    publicKey: publicOctets(curve, jwkOf(generated.publicKey)),
    get privateKey() {
      return (read ??= createPrivateKey({ key: privateKey, format: 'jwk' }))
    },
  }
}

const asJwk = { publicKeyEncoding: { format: 'jwk' }, privateKeyEncoding: { format: 'jwk' } } as const

/** The types of Node take it that whatever is neither PEM nor DER is a KeyObject. */
function generate({ crv }: Curve): { publicKey: unknown; privateKey: unknown } {
  switch (crv) {
    case 'Ed25519':
      return generateKeyPairSync('ed25519', asJwk)
    case 'Ed448':
      return generateKeyPairSync('ed448', asJwk)
    case 'X25519':
      return generateKeyPairSync('x25519', asJwk)
    case 'X448':
      return generateKeyPairSync('x448', asJwk)
    default:
      return generateKeyPairSync('ec', { namedCurve: crv, ...asJwk })
  }
}

function jwkOf(key: unknown): JsonWebKey {
  if (isJwk(key)) return key
  throw new Error('expected a JSON Web Key of node:crypto')
}

function isJwk(key: unknown): key is JsonWebKey {
  return typeof key === 'object' && key !== null && 'kty' in key
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

/**
 * A key pair from the private key's octets alone. Reading PKCS #8, from which node:crypto would compute the public key, takes it
 * a hundred times as long as reading a JWK.
 */
export function keyPairOf(curve: Curve, privateKey: Uint8Array): KeyPair {
  if (curve.kty === 'EC') return importKeyPair(curve, publicPoint(curve, privateKey), privateKey)
  // RFC 8037 wants a public key beside it, which node:crypto replaces by the one that belongs to the private key.
  const key = importKeyPair(curve, new Uint8Array(curve.coordinate), privateKey).privateKey
  return { publicKey: publicOctets(curve, key.export({ format: 'jwk' })), privateKey: key }
}

/** As OpenSSL calls them where it takes no other names. */
const openSslNames: Partial<Record<Curve['crv'], string>> = {
  'P-256': 'prime256v1',
  'P-384': 'secp384r1',
  'P-521': 'secp521r1',
}

function publicPoint({ crv }: Curve, privateKey: Uint8Array): Uint8Array {
  const ecdh = createECDH(openSslNames[crv] ?? crv)
  ecdh.setPrivateKey(privateKey)
  return new Uint8Array(ecdh.getPublicKey())
}

/** A public key's octets on the wire. @throws Error when the key is not of this curve */
export function rawPublicKey(curve: Curve, key: KeyObject): Uint8Array {
  const jwk = key.export({ format: 'jwk' })
  if (jwk.crv !== curve.crv) throw new Error(`expected a public key of ${curve.crv}, got ${jwk.crv ?? 'another'}`)
  return publicOctets(curve, jwk)
}

function publicOctets({ kty }: Curve, { x, y }: JsonWebKey): Uint8Array {
  return kty === 'OKP' ? octets(x) : Uint8Array.from([uncompressed, ...octets(x), ...octets(y)])
}

function base64url(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64url')
}

/** A plain Uint8Array with a buffer of its own: Node's Buffers compare unequal to it and share their pool. */
function octets(text = ''): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'base64url'))
}

/** The cipher suites of RFC 9420, 17.1, as node:crypto knows their parts. */

/** A curve for signatures or for key agreement, by its JWK names (RFC 7517, RFC 8037). */
export interface Curve {
  kty: 'OKP' | 'EC'
  crv: 'Ed25519' | 'Ed448' | 'X25519' | 'X448' | 'P-256' | 'P-384' | 'P-521'
  /** Bytes of one coordinate. */
  coordinate: number
}

export interface Suite {
  id: number
  name: string
  /** Hash of the transcript, of references, and of ECDSA. */
  hash: 'sha256' | 'sha384' | 'sha512'
  /** Bytes of its output. */
  hashLength: number
  signature: Curve
  kem: Curve
  aead: Aead
}

export interface Aead {
  /** As node:crypto calls it. */
  name: 'aes-128-gcm' | 'aes-256-gcm' | 'chacha20-poly1305'
  /** Bytes of its key. */
  keyLength: number
}

const ed25519: Curve = { kty: 'OKP', crv: 'Ed25519', coordinate: 32 }
const ed448: Curve = { kty: 'OKP', crv: 'Ed448', coordinate: 57 }
const x25519: Curve = { kty: 'OKP', crv: 'X25519', coordinate: 32 }
const x448: Curve = { kty: 'OKP', crv: 'X448', coordinate: 56 }
const p256: Curve = { kty: 'EC', crv: 'P-256', coordinate: 32 }
const p384: Curve = { kty: 'EC', crv: 'P-384', coordinate: 48 }
const p521: Curve = { kty: 'EC', crv: 'P-521', coordinate: 66 }

const aes128: Aead = { name: 'aes-128-gcm', keyLength: 16 }
const aes256: Aead = { name: 'aes-256-gcm', keyLength: 32 }
const chacha: Aead = { name: 'chacha20-poly1305', keyLength: 32 }

const hashLengths = { sha256: 32, sha384: 48, sha512: 64 }

const table = [
  suite(1, 'MLS_128_DHKEMX25519_AES128GCM_SHA256_Ed25519', 'sha256', ed25519, x25519, aes128),
  suite(2, 'MLS_128_DHKEMP256_AES128GCM_SHA256_P256', 'sha256', p256, p256, aes128),
  suite(3, 'MLS_128_DHKEMX25519_CHACHA20POLY1305_SHA256_Ed25519', 'sha256', ed25519, x25519, chacha),
  suite(4, 'MLS_256_DHKEMX448_AES256GCM_SHA512_Ed448', 'sha512', ed448, x448, aes256),
  suite(5, 'MLS_256_DHKEMP521_AES256GCM_SHA512_P521', 'sha512', p521, p521, aes256),
  suite(6, 'MLS_256_DHKEMX448_CHACHA20POLY1305_SHA512_Ed448', 'sha512', ed448, x448, chacha),
  suite(7, 'MLS_256_DHKEMP384_AES256GCM_SHA384_P384', 'sha384', p384, p384, aes256),
]
const byId = new Map(table.map((entry) => [entry.id, entry]))

function suite(id: number, name: string, hash: Suite['hash'], signature: Curve, kem: Curve, aead: Aead): Suite {
  return { id, name, hash, hashLength: hashLengths[hash], signature, kem, aead }
}

/** The suites whose signatures, references and key packages Mimicry makes and judges. */
export const supportedSuites: readonly number[] = table.map((entry) => entry.id)

/** Undefined for a number that is none of RFC 9420's suites: GREASE, private use, later registrations. */
export function findSuite(id: number): Suite | undefined {
  return byId.get(id)
}

/** @throws RangeError for a suite that Mimicry cannot compute in; for numbers of Mimicry's own choosing only */
export function suiteOf(id: number): Suite {
  const found = byId.get(id)
  if (!found) throw new RangeError(`cipher suite ${id} is unknown: expected one of ${supportedSuites.join(', ')}`)
  return found
}

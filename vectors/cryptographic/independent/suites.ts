/** The cipher suites of RFC 9420 over noble's curves and hashes. */
import { ed25519, x25519 } from '@noble/curves/ed25519.js'
import { ed448, x448 } from '@noble/curves/ed448.js'
import { p256, p384, p521 } from '@noble/curves/nist.js'
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js'
import { hex } from './bytes.js'

/** Few keys, asked for in many cases. */
function remembered(of: (key: Uint8Array) => Uint8Array): (key: Uint8Array) => Uint8Array {
  const known = new Map<string, Uint8Array>()
  return (key) => {
    const name = hex(key)
    const found = known.get(name) ?? of(key)
    known.set(name, found)
    return found
  }
}

const ecdsa = (curve: typeof p256) => ({
  publicKey: remembered((key) => curve.getPublicKey(key, false)),
  sign: (message: Uint8Array, key: Uint8Array) => curve.sign(message, key, { lowS: false, format: 'der' }),
  verify: (signature: Uint8Array, message: Uint8Array, key: Uint8Array) =>
    curve.verify(signature, message, key, { lowS: false, format: 'der' }),
})
const eddsa = (curve: typeof ed25519) => ({
  publicKey: remembered((key) => curve.getPublicKey(key)),
  sign: (message: Uint8Array, key: Uint8Array) => curve.sign(message, key),
  verify: (signature: Uint8Array, message: Uint8Array, key: Uint8Array) =>
    curve.verify(signature, message, key, { zip215: false }),
})
/** Ids of RFC 9180, 7. */
const nistKem = (id: number, curve: typeof p256) => ({
  id,
  publicKey: remembered((key) => curve.getPublicKey(key, false)),
  agree: (key: Uint8Array, other: Uint8Array) => curve.getSharedSecret(key, other, true).subarray(1),
})
const montgomery = (id: number, curve: typeof x25519) => ({
  id,
  publicKey: remembered((key) => curve.getPublicKey(key)),
  agree: (key: Uint8Array, other: Uint8Array) => curve.getSharedSecret(key, other),
})
const hashes = [
  { id: 1, of: sha256 },
  { id: 2, of: sha384 },
  { id: 3, of: sha512 },
] as const
const aeads = {
  aes128: { id: 1, name: 'aes-128-gcm', keyLength: 16 },
  aes256: { id: 2, name: 'aes-256-gcm', keyLength: 32 },
  chacha: { id: 3, name: 'chacha20-poly1305', keyLength: 32 },
} as const
const [s256, s384, s512] = hashes
const suites = [
  { hash: s256, signature: eddsa(ed25519), kem: montgomery(0x20, x25519), aead: aeads.aes128 },
  { hash: s256, signature: ecdsa(p256), kem: nistKem(0x10, p256), aead: aeads.aes128 },
  { hash: s256, signature: eddsa(ed25519), kem: montgomery(0x20, x25519), aead: aeads.chacha },
  { hash: s512, signature: eddsa(ed448), kem: montgomery(0x21, x448), aead: aeads.aes256 },
  { hash: s512, signature: ecdsa(p521), kem: nistKem(0x12, p521), aead: aeads.aes256 },
  { hash: s512, signature: eddsa(ed448), kem: montgomery(0x21, x448), aead: aeads.chacha },
  { hash: s384, signature: ecdsa(p384), kem: nistKem(0x11, p384), aead: aeads.aes256 },
]
/** @throws Error for a number that is none of RFC 9420's suites */
export function suiteOf(number: number) {
  const suite = suites[number - 1]
  if (!suite) throw new Error(`no suite ${number}`)
  return suite
}

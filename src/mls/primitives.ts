/**
 * MAC, KDF and AEAD of the suites with groups over node:crypto, at once and not by WebCrypto's jobs in other threads: MLS hashes few
 * bytes at a time, but thousands of times for a group.
 */
import {
  type CipherChaCha20Poly1305,
  type CipherGCM,
  createCipheriv,
  createDecipheriv,
  createHmac,
  type DecipherChaCha20Poly1305,
  type DecipherGCM,
  timingSafeEqual,
} from 'node:crypto'
import type { Aead, Suite } from './suites.js'

const tagLength = 16

export function mac({ hash }: Suite, key: Uint8Array, data: Uint8Array): Uint8Array {
  return new Uint8Array(createHmac(hash, key).update(data).digest())
}

export function verifyMac(suite: Suite, key: Uint8Array, tag: Uint8Array, data: Uint8Array): boolean {
  const expected = mac(suite, key, data)
  return tag.length === expected.length && timingSafeEqual(tag, expected)
}

/** HKDF-Extract (RFC 5869, 2.2). */
export function extract(suite: Suite, salt: Uint8Array, ikm: Uint8Array): Uint8Array {
  return mac(suite, salt, ikm)
}

/** HKDF-Expand (RFC 5869, 2.3). @throws RangeError for more than 255 blocks */
export function expand({ hash, hashLength }: Suite, prk: Uint8Array, info: Uint8Array, length: number): Uint8Array {
  const count = Math.ceil(length / hashLength)
  if (count > 255) throw new RangeError(`HKDF gives up to ${255 * hashLength} bytes, asked for ${length}`)
  const output = new Uint8Array(count * hashLength)
  for (let block = 0; block < count; block++) {
    const previous = output.subarray(Math.max(0, block - 1) * hashLength, block * hashLength)
    const counter = Uint8Array.of(block + 1)
    output.set(createHmac(hash, prk).update(previous).update(info).update(counter).digest(), block * hashLength)
  }
  return output.slice(0, length)
}

/** The suite's AEAD; the tag stands at the ciphertext's end (RFC 5116, 5; RFC 8439, 2.8). */
export function encrypt(
  { aead }: Suite,
  key: Uint8Array,
  nonce: Uint8Array,
  authenticated: Uint8Array,
  plaintext: Uint8Array,
): Uint8Array {
  const cipher = cipherOf(aead.name, key, nonce).setAAD(authenticated, { plaintextLength: plaintext.length })
  return new Uint8Array(Buffer.concat([cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]))
}

/** @throws Error for a ciphertext that does not fit key, nonce and authenticated data */
export function decrypt(
  { aead }: Suite,
  key: Uint8Array,
  nonce: Uint8Array,
  authenticated: Uint8Array,
  ciphertext: Uint8Array,
): Uint8Array {
  const end = Math.max(0, ciphertext.length - tagLength)
  const cipher = decipherOf(aead.name, key, nonce)
  cipher.setAuthTag(ciphertext.subarray(end)).setAAD(authenticated, { plaintextLength: end })
  return new Uint8Array(Buffer.concat([cipher.update(ciphertext.subarray(0, end)), cipher.final()]))
}

/** The types of Node know the two kinds of algorithms apart, so each has its own call. */
function cipherOf(name: Aead['name'], key: Uint8Array, nonce: Uint8Array): CipherGCM | CipherChaCha20Poly1305 {
  return name === 'chacha20-poly1305'
    ? createCipheriv(name, key, nonce, { authTagLength: tagLength })
    : createCipheriv(name, key, nonce, { authTagLength: tagLength })
}

function decipherOf(name: Aead['name'], key: Uint8Array, nonce: Uint8Array): DecipherGCM | DecipherChaCha20Poly1305 {
  return name === 'chacha20-poly1305'
    ? createDecipheriv(name, key, nonce, { authTagLength: tagLength })
    : createDecipheriv(name, key, nonce, { authTagLength: tagLength })
}

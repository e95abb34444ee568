/**
 * ECDSA with the nonce of RFC 6979, because vectors have to be the same each time they are made and node:crypto draws its
 * nonces. For keys that everybody knows: nothing here takes care to take the same time for each.
 */
import { createHash, createHmac } from 'node:crypto'
import { keyPairOf, type KeyPair, rawPrivateKey } from '../../../src/mls/keys.js'
import type { Suite } from '../../../src/mls/suites.js'
import { numberOf, orderOf, scalarOctets } from './keys.js'

export interface EcdsaSignature {
  readonly r: bigint
  readonly s: bigint
}

/** RFC 6979, 2.4 and 3.2, with the suite's curve and hash. */
export function signEcdsa({ signature: curve, hash }: Suite, keys: KeyPair, message: Uint8Array): EcdsaSignature {
  const order = orderOf(curve)
  const digest = leftmost(createHash(hash).update(message).digest(), order)
  const secret = rawPrivateKey(keys.privateKey)
  const hashed = scalarOctets(digest % order, curve)
  for (const nonce of nonces(hash, order, curve.coordinate, Buffer.concat([secret, hashed]))) {
    const point = keyPairOf(curve, scalarOctets(nonce, curve)).publicKey
    const r = numberOf(point.subarray(1, 1 + curve.coordinate)) % order
    const s = (inverse(nonce, order) * (digest + r * numberOf(secret))) % order
    if (r !== 0n && s !== 0n) return { r, s }
  }
  throw new Error('unreachable: nonces do not end')
}

/** RFC 6979, 3.2 from d on. @param seed the private key and the message's hash */
function* nonces(hash: string, order: bigint, length: number, seed: Uint8Array): Generator<bigint> {
  const hmac = (key: Uint8Array, ...parts: Uint8Array[]) => createHmac(hash, key).update(Buffer.concat(parts)).digest()
  let value = Buffer.alloc(hmac(seed).length, 1)
  let key = Buffer.alloc(value.length, 0)
  for (const octet of [0, 1]) {
    key = hmac(key, value, Uint8Array.of(octet), seed)
    value = hmac(key, value)
  }
  while (true) {
    let output = Buffer.alloc(0)
    while (output.length < length) {
      value = hmac(key, value)
      output = Buffer.concat([output, value])
    }
    const nonce = leftmost(output.subarray(0, length), order)
    if (nonce > 0n && nonce < order) yield nonce
    key = hmac(key, value, Uint8Array.of(0))
    value = hmac(key, value)
  }
}

/** bits2int (RFC 6979, 2.3.2). */
function leftmost(bytes: Uint8Array, order: bigint): bigint {
  const surplus = 8 * bytes.length - order.toString(2).length
  return surplus > 0 ? numberOf(bytes) >> BigInt(surplus) : numberOf(bytes)
}

/** Modulo a prime. */
function inverse(value: bigint, prime: bigint): bigint {
  let [a, b, x, y] = [value % prime, prime, 1n, 0n]
  while (a !== 0n) {
    const quotient = b / a
    ;[a, b, x, y] = [b - quotient * a, a, y - quotient * x, x]
  }
  return ((y % prime) + prime) % prime
}

/** ECDSA-Sig-Value in DER (RFC 3279, 2.2.3), as RFC 9420, 5.1.2 wants it. */
export function der({ r, s }: EcdsaSignature): Uint8Array {
  const body = Buffer.concat([derInteger(r), derInteger(s)])
  const length = body.length < 0x80 ? [body.length] : [0x81, body.length]
  return Uint8Array.of(0x30, ...length, ...body)
}

function derInteger(value: bigint): Uint8Array {
  const hex = value.toString(16)
  const bytes = Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex')
  const positive = (bytes[0] ?? 0) < 0x80 ? bytes : Buffer.concat([Buffer.of(0), bytes])
  return Uint8Array.of(0x02, positive.length, ...positive)
}

/** Keys that everybody knows: for vectors, and for nothing else. */
import { orders } from '../../../src/mls/hpke.js'
import { type KeyPair, keyPairOf, rawPrivateKey } from '../../../src/mls/keys.js'
import { type Curve, suiteOf } from '../../../src/mls/suites.js'
import { octets } from './octets.js'

/** Somebody's signature key of a suite. */
export function signatureKeys(suite: number, name: string): KeyPair {
  return keysOf(suiteOf(suite).signature, `${name}, signature key`)
}

/** Somebody's HPKE key of a suite. */
export function hpkeKeys(suite: number, name: string): KeyPair {
  return keysOf(suiteOf(suite).kem, `${name}, HPKE key`)
}

/** The private key's octets, in hexadecimal. */
export function privateHex({ privateKey }: KeyPair): string {
  return Buffer.from(rawPrivateKey(privateKey)).toString('hex')
}

const known = new Map<string, KeyPair>()

function keysOf(curve: Curve, name: string): KeyPair {
  const of = `${name}, ${curve.crv}`
  let keys = known.get(of)
  if (!keys) known.set(of, (keys = keyPairOf(curve, privateOctets(curve, of))))
  return keys
}

function privateOctets(curve: Curve, name: string): Uint8Array {
  const seed = octets(name, curve.coordinate)
  return curve.kty === 'OKP' ? seed : scalarOctets((numberOf(seed) % (orderOf(curve) - 1n)) + 1n, curve)
}

/** Order of an elliptic curve's group. @throws RangeError for Curve25519 and Curve448 */
export function orderOf({ crv }: Curve): bigint {
  if (crv === 'P-256' || crv === 'P-384' || crv === 'P-521') return BigInt(`0x${orders[crv].order}`)
  throw new RangeError(`${crv} has no use for its order here`)
}

export function numberOf(bytes: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bytes).toString('hex')}`)
}

export function scalarOctets(scalar: bigint, { coordinate }: Curve): Uint8Array {
  return new Uint8Array(Buffer.from(scalar.toString(16).padStart(2 * coordinate, '0'), 'hex'))
}

/** HPKE (RFC 9180) in base mode over node:crypto, synchronously, for the suites in which groups can be had. */
import type { HPKECiphertext } from './wire/update-path.js'

export interface HpkeKeyPair {
  /** Octets as MLS carries them. */
  publicKey: Uint8Array
  /** Octets: seed or scalar, of the curve's length. */
  privateKey: Uint8Array
}

/** EncryptWithLabel (RFC 9420, 5.1.3). @param label without the prefix `MLS 1.0 ` */
export function sealWithLabel(
  _suite: number,
  _publicKey: Uint8Array,
  _label: string,
  _context: Uint8Array,
  _plaintext: Uint8Array,
): HPKECiphertext {
  throw new Error('not yet')
}

/** DecryptWithLabel (RFC 9420, 5.1.3). @throws Error for a ciphertext that this key does not open */
export function openWithLabel(
  _suite: number,
  _privateKey: Uint8Array,
  _label: string,
  _context: Uint8Array,
  _sealed: HPKECiphertext,
): Uint8Array {
  throw new Error('not yet')
}

/** DeriveKeyPair (RFC 9180, 7.1.3). */
export function deriveKeyPair(_suite: number, _ikm: Uint8Array): HpkeKeyPair {
  throw new Error('not yet')
}

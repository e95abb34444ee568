/**
 * HPKE (RFC 9180) in base mode over node:crypto, at once and not by WebCrypto's jobs in other threads. Keys are those of
 * keys.ts, read and derived only when they are used: most keys of a ratchet tree never are.
 */
import { diffieHellman } from 'node:crypto'
import { encode } from '../codec/index.js'
import { generateKeys, importPublicKey, type KeyPair, keyPairOf } from './keys.js'
import { decrypt, encrypt, expand, extract } from './primitives.js'
import { labelPrefix } from './sign.js'
import { type Suite, suiteOf } from './suites.js'
import { EncryptContext } from './wire/crypto.js'
import type { HPKECiphertext } from './wire/update-path.js'

const utf8 = new TextEncoder()
const nothing = new Uint8Array()
const nonceLength = 12

/** RFC 9180, 7.1. */
const kemIds = { 'P-256': 0x0010, 'P-384': 0x0011, 'P-521': 0x0012, X25519: 0x0020, X448: 0x0021 }
/** RFC 9180, 7.2. */
const kdfIds = { sha256: 1, sha384: 2, sha512: 3 }
/** RFC 9180, 7.3. */
const aeadIds = { 'aes-128-gcm': 1, 'aes-256-gcm': 2, 'chacha20-poly1305': 3 }

/** EncryptWithLabel (RFC 9420, 5.1.3). @param label without the prefix `MLS 1.0 ` */
export function sealWithLabel(
  suite: number,
  publicKey: Uint8Array,
  label: string,
  context: Uint8Array,
  plaintext: Uint8Array,
): HPKECiphertext {
  return sealBase(suite, publicKey, encryptContext(label, context), nothing, plaintext)
}

/**
 * DecryptWithLabel (RFC 9420, 5.1.3).
 * @param keys of the receiver, of the suite's KEM
 * @throws Error for a ciphertext that these keys, label and context do not open
 */
export function openWithLabel(
  suite: number,
  keys: KeyPair,
  label: string,
  context: Uint8Array,
  sealed: HPKECiphertext,
): Uint8Array {
  return openBase(suite, keys, encryptContext(label, context), nothing, sealed)
}

/** The info of EncryptWithLabel: an EncryptContext. @param label without the prefix `MLS 1.0 ` */
export function encryptContext(label: string, context: Uint8Array): Uint8Array {
  return encode(EncryptContext, { label: utf8.encode(labelPrefix + label), context })
}

/** SealBase (RFC 9180, 6.1). @throws RangeError for octets that are no public key */
export function sealBase(
  suite: number,
  publicKey: Uint8Array,
  info: Uint8Array,
  aad: Uint8Array,
  plaintext: Uint8Array,
): HPKECiphertext {
  const { kem_output, secrets } = senderContext(suiteOf(suite), publicKey, info)
  return { kem_output, ciphertext: encrypt(suiteOf(suite), secrets.key(), secrets.nonce(), aad, plaintext) }
}

/** What was sealed, with the values on the way to it (RFC 9180, 4.1 and 5.1). */
export interface Sealing extends HPKECiphertext {
  shared_secret: Uint8Array
  key: Uint8Array
  base_nonce: Uint8Array
}

/**
 * SealBase from a given ephemeral key, for test vectors only: whoever uses one twice gives both plaintexts away.
 * @throws RangeError for octets that are no public key
 */
export function sealFrom(
  suite: number,
  ephemeral: KeyPair,
  publicKey: Uint8Array,
  info: Uint8Array,
  aad: Uint8Array,
  plaintext: Uint8Array,
): Sealing {
  const { kem_output, shared_secret, secrets } = senderContext(suiteOf(suite), publicKey, info, ephemeral)
  const [key, base_nonce] = [secrets.key(), secrets.nonce()]
  const ciphertext = encrypt(suiteOf(suite), key, base_nonce, aad, plaintext)
  return { kem_output, ciphertext, shared_secret, key, base_nonce }
}

/** OpenBase (RFC 9180, 6.1). @throws Error for a ciphertext that does not fit */
export function openBase(
  suite: number,
  keys: KeyPair,
  info: Uint8Array,
  aad: Uint8Array,
  { kem_output, ciphertext }: HPKECiphertext,
): Uint8Array {
  const secrets = receiverContext(suiteOf(suite), keys, info, kem_output)
  return decrypt(suiteOf(suite), secrets.key(), secrets.nonce(), aad, ciphertext)
}

/** SendExportBase (RFC 9180, 6.2): a secret for the holder of a key, with what lets that holder have it too. */
export function sendExport(
  suite: number,
  publicKey: Uint8Array,
  context: Uint8Array,
  length: number,
): { kem_output: Uint8Array; secret: Uint8Array } {
  const { kem_output, secrets } = senderContext(suiteOf(suite), publicKey, nothing)
  return { kem_output, secret: secrets.exported(context, length) }
}

/** ReceiveExportBase (RFC 9180, 6.2). @throws Error for octets that are no KEM output */
export function receiveExport(
  suite: number,
  keys: KeyPair,
  kem_output: Uint8Array,
  context: Uint8Array,
  length: number,
): Uint8Array {
  return receiverContext(suiteOf(suite), keys, nothing, kem_output).exported(context, length)
}

/** DeriveKeyPair (RFC 9180, 7.1.3); nothing is computed before it is asked for. */
export function deriveKeyPair(suite: number, ikm: Uint8Array): KeyPair {
  const parameters = suiteOf(suite)
  let derived: KeyPair | undefined
  const keys = () => (derived ??= keyPairOf(parameters.kem, privateOctets(parameters, ikm)))
  return {
    get publicKey() {
      return keys().publicKey
    },
    get privateKey() {
      return keys().privateKey
    },
  }
}

/** Largest first octet of a candidate, and the order of the curve (RFC 9180, 7.1.3). */
export const orders = {
  'P-256': { mask: 0xff, order: 'ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551' },
  'P-384': {
    mask: 0xff,
    order: 'ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973',
  },
  'P-521': {
    mask: 0x01,
    order: `01ff${'f'.repeat(62)}fa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409`,
  },
}

function privateOctets(suite: Suite, ikm: Uint8Array): Uint8Array {
  const { crv, coordinate } = suite.kem
  const prk = labeledExtract(suite, kemId(suite), nothing, 'dkp_prk', ikm)
  if (crv !== 'P-256' && crv !== 'P-384' && crv !== 'P-521') {
    return labeledExpand(suite, kemId(suite), prk, 'sk', nothing, coordinate)
  }
  const { mask, order } = orders[crv]
  for (let counter = 0; counter < 256; counter++) {
    const candidate = labeledExpand(suite, kemId(suite), prk, 'candidate', Uint8Array.of(counter), coordinate)
    candidate[0] = (candidate[0] ?? 0) & mask
    const hex = Buffer.from(candidate).toString('hex')
    if (/[^0]/.test(hex) && hex < order) return candidate
  }
  throw new Error(`no private key of ${crv} can be derived`)
}

/** What a context gives (RFC 9180, 5.1 to 5.3), each computed when asked for: an export needs neither key nor nonce. */
interface Secrets {
  key(): Uint8Array
  nonce(): Uint8Array
  exported(context: Uint8Array, length: number): Uint8Array
}

function senderContext(suite: Suite, publicKey: Uint8Array, info: Uint8Array, ephemeral = generateKeys(suite.kem)) {
  const recipient = importPublicKey(suite.kem, publicKey)
  if (!recipient) throw new RangeError(`expected a public key of ${suite.kem.crv}, got ${publicKey.length} other bytes`)
  const dh = diffieHellman({ privateKey: ephemeral.privateKey, publicKey: recipient })
  const kem_output = ephemeral.publicKey
  const shared_secret = sharedSecret(suite, dh, kem_output, publicKey)
  return { kem_output, shared_secret, secrets: keySchedule(suite, shared_secret, info) }
}

function receiverContext(suite: Suite, keys: KeyPair, info: Uint8Array, kem_output: Uint8Array): Secrets {
  const ephemeral = importPublicKey(suite.kem, kem_output)
  if (!ephemeral)
    throw new RangeError(`expected a KEM output of ${suite.kem.crv}, got ${kem_output.length} other bytes`)
  const dh = diffieHellman({ privateKey: keys.privateKey, publicKey: ephemeral })
  return keySchedule(suite, sharedSecret(suite, dh, kem_output, keys.publicKey), info)
}

/** ExtractAndExpand (4.1). In each suite of RFC 9420 the KEM's hash is the suite's, and its secret as long as that. */
function sharedSecret(suite: Suite, dh: Uint8Array, kem_output: Uint8Array, publicKey: Uint8Array): Uint8Array {
  const prk = labeledExtract(suite, kemId(suite), nothing, 'eae_prk', dh)
  return labeledExpand(suite, kemId(suite), prk, 'shared_secret', join(kem_output, publicKey), suite.hashLength)
}

/** KeySchedule (5.1) in base mode, which has no PSK. */
function keySchedule(suite: Suite, shared: Uint8Array, info: Uint8Array): Secrets {
  const id = hpkeId(suite)
  const secret = labeledExtract(suite, id, shared, 'secret', nothing)
  const context = () =>
    join(
      Uint8Array.of(0),
      labeledExtract(suite, id, nothing, 'psk_id_hash', nothing),
      labeledExtract(suite, id, nothing, 'info_hash', info),
    )
  const derive = (label: string, length: number) => labeledExpand(suite, id, secret, label, context(), length)
  return {
    key: () => derive('key', suite.aead.keyLength),
    nonce: () => derive('base_nonce', nonceLength),
    exported: (exporter, length) => labeledExpand(suite, id, derive('exp', suite.hashLength), 'sec', exporter, length),
  }
}

function kemId({ kem }: Suite): Uint8Array {
  return join(utf8.encode('KEM'), uint16(idOf(kem.crv)))
}

function hpkeId({ kem, hash, aead }: Suite): Uint8Array {
  return join(utf8.encode('HPKE'), uint16(idOf(kem.crv)), uint16(kdfIds[hash]), uint16(aeadIds[aead.name]))
}

function idOf(crv: Suite['kem']['crv']): number {
  if (crv === 'Ed25519' || crv === 'Ed448') throw new RangeError(`${crv} is for signatures`)
  return kemIds[crv]
}

const version = utf8.encode('HPKE-v1')

/** LabeledExtract (RFC 9180, 4). */
function labeledExtract(suite: Suite, id: Uint8Array, salt: Uint8Array, label: string, ikm: Uint8Array): Uint8Array {
  return extract(suite, salt, join(version, id, utf8.encode(label), ikm))
}

/** LabeledExpand (RFC 9180, 4). */
function labeledExpand(
  suite: Suite,
  id: Uint8Array,
  prk: Uint8Array,
  label: string,
  info: Uint8Array,
  length: number,
): Uint8Array {
  return expand(suite, prk, join(uint16(length), version, id, utf8.encode(label), info), length)
}

function uint16(value: number): Uint8Array {
  return Uint8Array.of(value >> 8, value & 0xff)
}

function join(...parts: Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts))
}

/** A cipher suite as ts-mls asks for it, over node:crypto: none of its own cryptography is used, nor even loaded. */
import { type KeyObject, randomBytes } from 'node:crypto'
import type { PrivateKeyPackage } from 'ts-mls'
import { type CiphersuiteImpl, getCiphersuiteNameFromId } from 'ts-mls/crypto/ciphersuite.js'
import { deriveKeyPair, openBase, receiveExport, sealBase, sendExport } from '../hpke.js'
import type { KeyPackageBundle } from '../key-package-bundle.js'
import { generateKeys, type KeyPair } from '../keys.js'
import { decrypt, encrypt, expand, extract, mac, verifyMac } from '../primitives.js'
import { generateSignatureKeys, hash, signBytes, verifyBytes } from '../sign.js'
import { suiteOf } from '../suites.js'
import { EngineError } from './error.js'

/** The suites in which groups can be had. */
export const groupSuites = [1, 2, 3, 4, 5, 6, 7] as const

/**
 * ts-mls asks for private keys as octets and hands them back unchanged to use them, so it gets a token, and the keys stay
 * what node:crypto has. Most of them are never used, and so never read or derived.
 */
const tokens = new WeakMap<Uint8Array, KeyPair>()

/** What ts-mls gets in the place of a private key. */
export function tokenFor(keys: KeyPair): Uint8Array {
  const token = new Uint8Array()
  tokens.set(token, keys)
  return token
}

function keysOf(token: Uint8Array): KeyPair {
  const keys = tokens.get(token)
  if (!keys) throw new EngineError('ts-mls uses a private key that it was not given')
  return keys
}

/** The private key that a token stands for. */
export function privateKeyOf(token: Uint8Array): KeyObject {
  return keysOf(token).privateKey
}

export function privateKeysOf({ initKeys, encryptionKeys, signatureKeys }: KeyPackageBundle): PrivateKeyPackage {
  return {
    initPrivateKey: tokenFor(initKeys),
    hpkePrivateKey: tokenFor(encryptionKeys),
    signaturePrivateKey: tokenFor(signatureKeys),
  }
}

const engines = new Map<number, CiphersuiteImpl>()

/** @throws EngineError for a suite in which no group can be had */
export function engineOf(suite: number): CiphersuiteImpl {
  const id = groupSuites.find((known) => known === suite)
  if (!id) throw new EngineError(`no groups in cipher suite ${suite}: expected one of ${groupSuites.join(', ')}`)
  const engine = engines.get(id) ?? makeEngine(id)
  engines.set(id, engine)
  return engine
}

const nothing = new Uint8Array()

function makeEngine(suite: (typeof groupSuites)[number]): CiphersuiteImpl {
  const parameters = suiteOf(suite)
  return {
    name: getCiphersuiteNameFromId(suite),
    rng: { randomBytes: (length) => new Uint8Array(randomBytes(length)) },
    hash: {
      digest: async (bytes) => hash(suite, bytes),
      mac: async (key, bytes) => mac(parameters, key, bytes),
      verifyMac: async (key, tag, bytes) => verifyMac(parameters, key, tag, bytes),
    },
    kdf: {
      extract: async (salt, ikm) => extract(parameters, salt, ikm),
      expand: async (prk, info, length) => expand(parameters, prk, info, length),
      size: parameters.hashLength,
    },
    hpke: {
      keyLength: parameters.aead.keyLength,
      nonceLength: 12,
      seal: async (publicKey, plaintext, info, aad = nothing) => {
        const { kem_output, ciphertext } = sealBase(suite, publicKey, info, aad, plaintext)
        return { enc: kem_output, ct: ciphertext }
      },
      open: async (token, kem_output, ciphertext, info, aad = nothing) =>
        openBase(suite, keysOf(token), info, aad, { kem_output, ciphertext }),
      exportSecret: async (publicKey, context, length) => {
        const { kem_output, secret } = sendExport(suite, publicKey, context, length)
        return { enc: kem_output, secret }
      },
      importSecret: async (token, context, kem_output, length) =>
        receiveExport(suite, keysOf(token), kem_output, context, length),
      importPrivateKey: async (token) => token,
      importPublicKey: async (octets) => octets,
      exportPublicKey: async (octets) => octets,
      exportPrivateKey: async (token) => token,
      deriveKeyPair: async (ikm) => lazily(deriveKeyPair(suite, ikm)),
      generateKeyPair: async () => lazily(generateKeys(parameters.kem)),
      encryptAead: async (key, nonce, aad = nothing, bytes) => encrypt(parameters, key, nonce, aad, bytes),
      decryptAead: async (key, nonce, aad = nothing, bytes) => decrypt(parameters, key, nonce, aad, bytes),
    },
    signature: {
      sign: async (token, message) => signBytes(suite, privateKeyOf(token), message),
      verify: async (publicKey, message, signature) => verifyOnce(suite, publicKey, message, signature),
      keygen: async () => {
        const keys = generateSignatureKeys(suite)
        return { publicKey: keys.publicKey, signKey: tokenFor(keys) }
      },
    },
  }
}

/** Signatures that verified, by digest: each member of a group verifies what all others have verified already. */
const verified = new Set<string>()
const rememberedSignatures = 10_000

function verifyOnce(suite: number, publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  const parts = [Uint8Array.of(suite, publicKey.length, signature.length), publicKey, signature, message]
  const digest = Buffer.from(hash(1, Buffer.concat(parts))).toString('base64')
  if (verified.has(digest)) return true
  if (!verifyBytes(suite, publicKey, message, signature)) return false
  if (verified.size >= rememberedSignatures) verified.clear()
  verified.add(digest)
  return true
}

function lazily(keys: KeyPair): { publicKey: Uint8Array; privateKey: Uint8Array } {
  return {
    privateKey: tokenFor(keys),
    get publicKey() {
      return keys.publicKey
    },
  }
}

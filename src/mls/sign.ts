/** Signatures and references of RFC 9420, 5.1.2 and 5.2, over node:crypto. */
import { createHash, type KeyObject, sign, verify } from 'node:crypto'
import { encode } from '../codec/index.js'
import { generateKeys, importPublicKey, type KeyPair } from './keys.js'
import { type Curve, findSuite, suiteOf } from './suites.js'
import { RefHashInput, SignContent } from './wire/crypto.js'

const utf8 = new TextEncoder()

/** What is prefixed to every label of RFC 9420. */
export const labelPrefix = 'MLS 1.0 '

/** A fresh signature key of a suite; the private key never leaves node:crypto unless asked. */
export function generateSignatureKeys(suite: number): KeyPair {
  return generateKeys(suiteOf(suite).signature)
}

/**
 * SignWithLabel (5.1.2), ECDSA in DER.
 * @param label without the prefix `MLS 1.0 `, for example `KeyPackageTBS`
 * @throws RangeError for an unknown suite
 */
export function signWithLabel(suite: number, privateKey: KeyObject, label: string, content: Uint8Array): Uint8Array {
  return signBytes(suite, privateKey, signContent(label, content))
}

/**
 * VerifyWithLabel (5.1.2). False for whatever is not a valid signature: unknown suite, octets that are no key, octets
 * that are no signature. Nothing that a target sends makes it throw.
 */
export function verifyWithLabel(
  suite: number,
  publicKey: Uint8Array,
  label: string,
  content: Uint8Array,
  signature: Uint8Array,
): boolean {
  return verifyBytes(suite, publicKey, signContent(label, content), signature)
}

/** Signature.Sign of the suite, without label. */
export function signBytes(suite: number, privateKey: KeyObject, message: Uint8Array): Uint8Array {
  const { signature, hash: digest } = suiteOf(suite)
  return new Uint8Array(sign(digestFor(signature, digest), message, privateKey))
}

/** Signature.Verify of the suite, without label; false for whatever is not a valid signature. */
export function verifyBytes(suite: number, publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  const parameters = findSuite(suite)
  const key = parameters && importPublicKey(parameters.signature, publicKey)
  if (!key) return false
  try {
    return verify(digestFor(parameters.signature, parameters.hash), message, key, signature)
  } catch {
    return false
  }
}

/** EdDSA hashes by itself. */
function digestFor({ kty }: Curve, digest: string): string | null {
  return kty === 'OKP' ? null : digest
}

/** What SignWithLabel signs: a SignContent. @param label without the prefix `MLS 1.0 ` */
export function signContent(label: string, content: Uint8Array): Uint8Array {
  return encode(SignContent, { label: utf8.encode(labelPrefix + label), content })
}

/** The suite's hash. @throws RangeError for an unknown suite */
export function hash(suite: number, bytes: Uint8Array): Uint8Array {
  return new Uint8Array(createHash(suiteOf(suite).hash).update(bytes).digest())
}

/** RefHash (5.2); the label is written out, for it carries the prefix already. */
export function refHash(suite: number, label: string, value: Uint8Array): Uint8Array {
  return hash(suite, encode(RefHashInput, { label: utf8.encode(label), value }))
}

/** KeyPackageRef (5.2) of an encoded KeyPackage; `suite` is the key package's own. */
export function keyPackageRef(suite: number, keyPackage: Uint8Array): Uint8Array {
  return refHash(suite, `${labelPrefix}KeyPackage Reference`, keyPackage)
}

/** ProposalRef (5.2) of the encoded AuthenticatedContent that holds the proposal; `suite` is the group's. */
export function proposalRef(suite: number, authenticatedContent: Uint8Array): Uint8Array {
  return refHash(suite, `${labelPrefix}Proposal Reference`, authenticatedContent)
}

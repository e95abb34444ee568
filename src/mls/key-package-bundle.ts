/** Key packages of Mimicry's own, made natively: thousands are needed in a run, and ts-mls takes 2 ms for each. */
import { encode } from '../codec/index.js'
import { generateKeys, type KeyPair } from './keys.js'
import { keyPackageRef, signWithLabel } from './sign.js'
import { suiteOf } from './suites.js'
import type { Credential } from './wire/credential.js'
import { KeyPackage, KeyPackageTBS } from './wire/key-package.js'
import { type Capabilities, type Extension, type LeafNode, LeafNodeTBS, type Lifetime } from './wire/leaf-node.js'

/** A key package with the private keys that belong to it. */
export interface KeyPackageBundle {
  suite: number
  /** The KeyPackage as it travels. */
  bytes: Uint8Array
  keyPackage: KeyPackage
  /** KeyPackageRef (5.2). */
  ref: Uint8Array
  initKeys: KeyPair
  encryptionKeys: KeyPair
  signatureKeys: KeyPair
}

export interface KeyPackageContents {
  suite: number
  credential: Credential
  signatureKeys: KeyPair
  capabilities: Capabilities
  lifetime: Lifetime
  /** Of the KeyPackage. */
  extensions: Extension[]
  /** Of its LeafNode. */
  leafExtensions: Extension[]
}

/** @throws RangeError for a cipher suite that Mimicry does not know */
export function makeKeyPackage(contents: KeyPackageContents): KeyPackageBundle {
  const { suite, signatureKeys } = contents
  const { kem } = suiteOf(suite)
  const initKeys = generateKeys(kem)
  const encryptionKeys = generateKeys(kem)
  const leaf_node = signLeafNode(suite, signatureKeys, {
    encryption_key: encryptionKeys.publicKey,
    signature_key: signatureKeys.publicKey,
    credential: contents.credential,
    capabilities: contents.capabilities,
    leaf_node_source: 'key_package',
    lifetime: contents.lifetime,
    extensions: contents.leafExtensions,
  })
  const { extensions } = contents
  const unsigned = { version: 1, cipher_suite: suite, init_key: initKeys.publicKey, leaf_node, extensions }
  const keyPackage = signKeyPackage(suite, signatureKeys, unsigned)
  return bundleOf(keyPackage, { suite, initKeys, encryptionKeys, signatureKeys })
}

/** A key package with its encoding and reference, as `keyPackage` has it and right or wrong as that is. */
export function bundleOf(
  keyPackage: KeyPackage,
  keys: Pick<KeyPackageBundle, 'suite' | 'initKeys' | 'encryptionKeys' | 'signatureKeys'>,
): KeyPackageBundle {
  const bytes = encode(KeyPackage, keyPackage)
  return { ...keys, bytes, keyPackage, ref: keyPackageRef(keys.suite, bytes) }
}

/** The leaf with its signature (7.2); `label` is for those who sign wrongly on purpose. */
export function signLeafNode(suite: number, keys: KeyPair, leaf: LeafNodeTBS, label = 'LeafNodeTBS'): LeafNode {
  return { ...leaf, signature: signWithLabel(suite, keys.privateKey, label, encode(LeafNodeTBS, leaf)) }
}

/** The key package with its outer signature (10), its leaf taken as it is; `label` is for those who sign wrongly on purpose. */
export function signKeyPackage(
  suite: number,
  keys: KeyPair,
  unsigned: KeyPackageTBS,
  label = 'KeyPackageTBS',
): KeyPackage {
  const signed = encode(KeyPackageTBS, unsigned)
  return { ...unsigned, signature: signWithLabel(suite, keys.privateKey, label, signed) }
}

/** Judging key packages by our own strict reader (RFC 9420, 10.1), with nothing of ts-mls. */
import { encode, tryDecode } from '../codec/index.js'
import { defaultExtensionTypes, defaultProposalTypes, lacking, supportedBy } from './capabilities.js'
import { vouchesFor } from './credential.js'
import { importPublicKey } from './keys.js'
import { verifyWithLabel } from './sign.js'
import { type Curve, findSuite, type Suite } from './suites.js'
import { AppDataDictionary, componentIds } from './wire/app-data.js'
import { KeyPackage, KeyPackageTBS, type RequiredCapabilities } from './wire/key-package.js'
import { type Extension, type LeafNode, LeafNodeTBS } from './wire/leaf-node.js'
import { extensionTypes } from './wire/registries.js'

export type KeyPackageProblem =
  | 'malformed'
  | 'version'
  | 'suite-unknown'
  | 'leaf-source'
  | 'init-key'
  | 'encryption-key'
  | 'signature-key'
  | 'keys-equal'
  | 'leaf-signature'
  | 'signature'
  | 'credential-key'
  | 'expired'
  | 'not-yet-valid'
  | 'capabilities-version'
  | 'capabilities-suite'
  | 'capabilities-credential'
  | 'capabilities-extension'
  | 'capabilities-default'
  | 'duplicate-extension'

/** One way in which a key package breaks RFC 9420. */
export interface Problem {
  code: KeyPackageProblem
  /** Field path within the KeyPackage. */
  path: string
  /** Section of RFC 9420. */
  section: string
  what: string
}

const mls10 = 1

/**
 * Everything that is wrong with a key package by itself, whatever group it is meant for. A value that our strict reader
 * read is as good as its bytes: there is one valid encoding of each.
 * @param keyPackage encoded or read
 * @param now the moment at which its lifetime is judged
 * @returns no problems for a valid key package; never throws, whatever the octets
 */
export function verifyKeyPackage(keyPackage: Uint8Array | KeyPackage, now: Date): Problem[] {
  if (!(keyPackage instanceof Uint8Array)) return [...problemsOf(keyPackage, now)]
  const read = tryDecode(KeyPackage, keyPackage)
  if (read.ok) return [...problemsOf(read.value, now)]
  return [{ code: 'malformed', path: read.error.path, section: '10', what: read.error.message }]
}

function* problemsOf(keyPackage: KeyPackage, now: Date): Generator<Problem> {
  const { version, cipher_suite, leaf_node } = keyPackage
  if (version !== mls10) yield problem('version', 'version', '10', `expected mls10 (1), got ${version}`)
  yield* lifetimeProblems(leaf_node, now)
  yield* capabilityProblems(keyPackage)
  yield* extensionProblems(leaf_node.extensions, leaf_node, 'leaf_node.extensions')
  yield* extensionProblems(keyPackage.extensions, leaf_node, 'extensions')
  if (leaf_node.leaf_node_source !== 'key_package') {
    const got = `expected key_package, got ${leaf_node.leaf_node_source}`
    yield problem('leaf-source', 'leaf_node.leaf_node_source', '7.3', got)
  }
  const suite = findSuite(cipher_suite)
  if (!suite) {
    const what = `${cipher_suite} is no cipher suite of RFC 9420, so no key or signature can be checked`
    yield problem('suite-unknown', 'cipher_suite', '17.1', what)
    return
  }
  yield* keyProblems(keyPackage, suite)
  yield* signatureProblems(keyPackage, suite)
}

function* keyProblems(keyPackage: KeyPackage, { id, kem }: Suite): Generator<Problem> {
  const { init_key, leaf_node } = keyPackage
  const notOurs = notA(kem, id)
  if (!importPublicKey(kem, init_key)) yield problem('init-key', 'init_key', '10', notOurs)
  if (!importPublicKey(kem, leaf_node.encryption_key)) {
    yield problem('encryption-key', 'leaf_node.encryption_key', '10', notOurs)
  }
  if (Buffer.compare(init_key, leaf_node.encryption_key) === 0) {
    yield problem('keys-equal', 'init_key', '10.1', 'it must differ from leaf_node.encryption_key')
  }
  if (!vouchesFor(leaf_node.credential, id, leaf_node.signature_key)) {
    const what = 'the first certificate must be readable and hold leaf_node.signature_key'
    yield problem('credential-key', 'leaf_node.credential', '5.3', what)
  }
}

function* signatureProblems(keyPackage: KeyPackage, { id, signature: curve }: Suite): Generator<Problem> {
  const { leaf_node: leaf, signature } = keyPackage
  const key = leaf.signature_key
  if (!importPublicKey(curve, key)) {
    const what = `${notA(curve, id)}, so neither signature can be verified`
    yield problem('signature-key', 'leaf_node.signature_key', '5.1.1', what)
    return
  }
  const unverified = 'it does not verify with leaf_node.signature_key'
  // A leaf from another source is signed together with a group that is not known here; its source is a problem anyway.
  if (leaf.leaf_node_source === 'key_package') {
    const signed = encode(LeafNodeTBS, leaf)
    if (!verifyWithLabel(id, key, 'LeafNodeTBS', signed, leaf.signature)) {
      yield problem('leaf-signature', 'leaf_node.signature', '7.3', unverified)
    }
  }
  if (!verifyWithLabel(id, key, 'KeyPackageTBS', encode(KeyPackageTBS, keyPackage), signature)) {
    yield problem('signature', 'signature', '10.1', unverified)
  }
}

function notA({ kty, crv }: Curve, suite: number): string {
  const form = kty === 'EC' ? ' as an uncompressed point' : ''
  return `it is no ${crv} public key${form}, which cipher suite ${suite} asks for`
}

function* lifetimeProblems(leaf: LeafNode, now: Date): Generator<Problem> {
  if (leaf.leaf_node_source !== 'key_package') return
  const seconds = BigInt(Math.floor(now.getTime() / 1000))
  const { not_before, not_after } = leaf.lifetime
  if (not_after < seconds) {
    yield problem('expired', 'leaf_node.lifetime.not_after', '7.3', `${not_after} is past, it is ${seconds}`)
  }
  if (not_before > seconds) {
    yield problem('not-yet-valid', 'leaf_node.lifetime.not_before', '7.3', `${not_before} is to come, it is ${seconds}`)
  }
}

function* capabilityProblems({ version, cipher_suite, leaf_node }: KeyPackage): Generator<Problem> {
  const { versions, cipher_suites, credentials, extensions, proposals } = leaf_node.capabilities
  const at = (field: string) => `leaf_node.capabilities.${field}`
  if (!versions.includes(version)) {
    yield problem('capabilities-version', at('versions'), '7.2', `it must list the key package's version ${version}`)
  }
  if (!cipher_suites.includes(cipher_suite)) {
    const what = `it must list the key package's cipher suite ${cipher_suite}`
    yield problem('capabilities-suite', at('cipher_suites'), '7.2', what)
  }
  const type = leaf_node.credential.credential_type
  if (!credentials.includes(type)) {
    yield problem(
      'capabilities-credential',
      at('credentials'),
      '7.2',
      `it must list the leaf's credential type ${type}`,
    )
  }
  for (const listed of extensions.filter((number) => defaultExtensionTypes.includes(number))) {
    yield problem(
      'capabilities-default',
      at('extensions'),
      '7.2',
      `default extension type ${listed} must not be listed`,
    )
  }
  for (const listed of proposals.filter((number) => defaultProposalTypes.includes(number))) {
    yield problem('capabilities-default', at('proposals'), '7.2', `default proposal type ${listed} must not be listed`)
  }
}

function* extensionProblems(extensions: readonly Extension[], leaf: LeafNode, path: string): Generator<Problem> {
  const supported = supportedBy(leaf.capabilities).extensions
  const seen = new Set<number>()
  for (const [index, { extension_type: type }] of extensions.entries()) {
    const at = `${path}[${index}].extension_type`
    if (seen.has(type)) yield problem('duplicate-extension', at, '13.4', `type ${type} stands there twice`)
    seen.add(type)
    if (!supported.has(type)) {
      const what = `type ${type} must be listed in leaf_node.capabilities.extensions`
      yield problem('capabilities-extension', at, path === 'extensions' ? '10' : '7.2', what)
    }
  }
}

function problem(code: KeyPackageProblem, path: string, section: string, what: string): Problem {
  return { code, path, section, what }
}

/** What a requester asks of the key package of somebody it wants to add. */
export interface Demand {
  /** Acceptable cipher suites, most wanted first. */
  suites: readonly number[]
  requiredCapabilities?: RequiredCapabilities
}

/** What a key package lacks of a demand, each in a few words; default types are never lacking (7.2, 11.1). */
export function unmet(keyPackage: KeyPackage, { suites, requiredCapabilities: required }: Demand): string[] {
  return [
    ...(suites.includes(keyPackage.cipher_suite) ? [] : [`a cipher suite of ${suites.join(', ')}`]),
    ...(required ? lacking(keyPackage.leaf_node.capabilities, required) : []),
  ]
}

/** Whether a key package meets a demand wholly. */
export function satisfies(keyPackage: KeyPackage, demand: Demand): boolean {
  return unmet(keyPackage, demand).length === 0
}

/** The extension type of mls-extensions-04 for key packages of last resort. */
export const lastResortType = 0x000a

/** Whether a key package says that it is one of last resort, by extension type or by component (mls-extensions-09, 6.4). */
export function isLastResort({ extensions }: KeyPackage): boolean {
  return extensions.some(({ extension_type, extension_data }) => {
    if (extension_type === lastResortType) return true
    if (extension_type !== extensionTypes.app_data_dictionary) return false
    const dictionary = tryDecode(AppDataDictionary, extension_data)
    if (!dictionary.ok) return false
    return dictionary.value.component_data.some((entry) => entry.component_id === componentIds.last_resort_key_package)
  })
}

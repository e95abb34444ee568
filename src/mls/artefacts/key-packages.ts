/** Deliberately odd key packages, each valid but for one thing, and signed anew where something below a signature changed. */
import { byDraft } from '../../drafts/by-draft.js'
import type { Draft } from '../../drafts/ids.js'
import { encode } from '../../codec/index.js'
import { basicCredential } from '../credential.js'
import { capabilitiesIn, type Device, type KeyPackageOptions } from '../device.js'
import { bundleOf, type KeyPackageBundle, signKeyPackage, signLeafNode } from '../key-package-bundle.js'
import { type KeyPackageProblem, lastResortType } from '../key-package.js'
import { AppDataDictionary, componentIds } from '../wire/app-data.js'
import type { KeyPackage } from '../wire/key-package.js'
import { type Extension, type LeafNode, type LeafNodeTBS } from '../wire/leaf-node.js'
import { extensionTypes } from '../wire/registries.js'
import { unassigned, unknownExtension } from './unassigned.js'

/** How to make a wrong key package, and the one problem that verifying it must name. */
export interface WrongKeyPackage {
  problem: KeyPackageProblem
  make: (device: Device) => KeyPackageBundle
}

const day = 24 * 3600
const now = () => Math.floor(Date.now() / 1000)
/** Key packages that break RFC 9420, by what is wrong with them. */
export const wrongKeyPackages = {
  expired: wrong('expired', (device) => one(device, { notBefore: now() - 2 * day, notAfter: now() - day })),
  notYetValid: wrong('not-yet-valid', (device) => one(device, { notBefore: now() + day, notAfter: now() + 2 * day })),
  badSignature: wrong('signature', (device) => {
    const bundle = one(device)
    // A signature of the right form, made with the right key, over another key package.
    const { signature } = one(device).keyPackage
    return bundleOf({ ...bundle.keyPackage, signature }, bundle)
  }),
  badLeafSignature: wrong('leaf-signature', (device) => {
    const { signature } = one(device).keyPackage.leaf_node
    return resigned(one(device), { signedLeaf: (leaf) => ({ ...leaf, signature }) })
  }),
  initKeyIsEncryptionKey: wrong('keys-equal', (device) => {
    const bundle = one(device)
    const sameKeys = { ...bundle, initKeys: bundle.encryptionKeys }
    return resigned(sameKeys, { keyPackage: (it) => ({ ...it, init_key: it.leaf_node.encryption_key }) })
  }),
  leafFromUpdate: wrong('leaf-source', (device) =>
    resigned(one(device), {
      leaf: (leaf) => ({ ...leaf, leaf_node_source: 'update', group_id: new Uint8Array(), leaf_index: 0 }),
    }),
  ),
  unknownVersion: wrong('version', (device) =>
    resigned(one(device, { capabilities: { versions: [1, unassigned] } }), {
      keyPackage: (it) => ({ ...it, version: unassigned }),
    }),
  ),
  ownSuiteUnlisted: wrong('capabilities-suite', (device) => {
    const { cipher_suites } = one(device).keyPackage.leaf_node.capabilities
    return one(device, { capabilities: { cipher_suites: cipher_suites.filter((suite) => suite !== device.suite) } })
  }),
  ownCredentialUnlisted: wrong('capabilities-credential', (device) => {
    const { credentials } = one(device).keyPackage.leaf_node.capabilities
    const others = credentials.filter((type) => type !== device.credential.credential_type)
    return one(device, { capabilities: { credentials: others } })
  }),
  ownExtensionUnlisted: wrong('capabilities-extension', (device) =>
    one(device, { leafExtensions: [unknownExtension] }),
  ),
  defaultExtensionListed: wrong('capabilities-default', (device) => {
    const { extensions } = one(device).keyPackage.leaf_node.capabilities
    return one(device, { capabilities: { extensions: [...extensions, extensionTypes.required_capabilities] } })
  }),
} satisfies Record<string, WrongKeyPackage>

function wrong(problem: KeyPackageProblem, make: WrongKeyPackage['make']): WrongKeyPackage {
  return { problem, make }
}

/** A valid key package with the credential of somebody else: only the Authentication Service could tell (5.3.1). */
export function keyPackageNaming(device: Device, uri: string): KeyPackageBundle {
  return resigned(one(device), { leaf: (leaf) => ({ ...leaf, credential: basicCredential(uri) }) })
}

/** Valid, but without support for anything beyond RFC 9420: it satisfies no demand for other types. */
export function bareKeyPackage(device: Device, options?: KeyPackageOptions): KeyPackageBundle {
  return one(device, { ...options, capabilities: { extensions: [], proposals: [] } })
}

/** Valid, with GREASE wherever it may stand in a key package (13.5): whoever stumbles over it ignores nothing unknown. */
export function greasedKeyPackage(device: Device): KeyPackageBundle {
  const { capabilities } = one(device).keyPackage.leaf_node
  const grease = (type: number): Extension => ({ extension_type: type, extension_data: Uint8Array.of(1, 2, 3) })
  return one(device, {
    capabilities: {
      cipher_suites: [0x0a0a, ...capabilities.cipher_suites],
      extensions: [0x1a1a, ...capabilities.extensions, 0x2a2a],
      proposals: [...capabilities.proposals, 0x3a3a],
      credentials: [...capabilities.credentials, 0x4a4a],
    },
    leafExtensions: [grease(0x1a1a)],
    extensions: [grease(0x2a2a)],
  })
}

const byExtensionType: Extension = { extension_type: lastResortType, extension_data: new Uint8Array() }
const byComponent: Extension = {
  extension_type: extensionTypes.app_data_dictionary,
  extension_data: encode(AppDataDictionary, {
    component_data: [{ component_id: componentIds.last_resort_key_package, data: new Uint8Array() }],
  }),
}
/** mls-extensions-04 has an extension type for it, -09 a component (6.4); neither has data. */
const lastResortMarker = byDraft({ '01': byExtensionType, '02ed': byExtensionType, '06': byComponent })

/** Valid, and marked as one of last resort: MIMI knows no such exception (single use is without one). */
export function lastResortKeyPackage(device: Device): KeyPackageBundle {
  return one(device, lastResort(device.draft))
}

/** What marks key packages as ones of last resort, in a draft. */
export function lastResort(draft: Draft): KeyPackageOptions {
  const marker = lastResortMarker[draft]
  const extensions = [...new Set([...capabilitiesIn[draft].extensions, marker.extension_type])]
  return { capabilities: { extensions }, extensions: [marker] }
}

function one(device: Device, options?: KeyPackageOptions): KeyPackageBundle {
  const [bundle] = device.keyPackages(1, options)
  if (!bundle) throw new RangeError('a device makes as many key packages as it is asked for')
  return bundle
}

export interface KeyPackageEdits {
  /** Before the leaf is signed. */
  leaf?: (leaf: LeafNodeTBS) => LeafNodeTBS
  /** After the leaf is signed. */
  signedLeaf?: (leaf: LeafNode) => LeafNode
  /** Before the whole is signed. */
  keyPackage?: (keyPackage: KeyPackage) => KeyPackage
  /** Instead of `KeyPackageTBS`. */
  label?: string
  /** After the whole is signed. */
  signed?: (keyPackage: KeyPackage) => KeyPackage
}

function unchanged<T>(value: T): T {
  return value
}

/**
 * The key package with edits, each signature made anew over what it covers.
 * @throws RangeError when it is none that a device made
 */
export function resigned(bundle: KeyPackageBundle, edits: KeyPackageEdits): KeyPackageBundle {
  const { leaf = unchanged, signedLeaf = unchanged, keyPackage = unchanged, signed = unchanged } = edits
  const { suite, signatureKeys, keyPackage: original } = bundle
  const unsigned = original.leaf_node
  if (unsigned.leaf_node_source !== 'key_package') throw new RangeError('start from a valid key package')
  const leaf_node = signedLeaf(signLeafNode(suite, signatureKeys, leaf(unsigned)))
  const unsignedWhole = keyPackage({ ...original, leaf_node })
  return bundleOf(signed(signKeyPackage(suite, signatureKeys, unsignedWhole, edits.label)), bundle)
}

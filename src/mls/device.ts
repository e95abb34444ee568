/** A device is an MLS client: an identity, its signature keys, and the key packages by which others add it. */
import { byDraft } from '../drafts/by-draft.js'
import type { Draft } from '../drafts/ids.js'
import { defaultReadings } from '../drafts/readings.js'
import { basicCredential } from './credential.js'
import { type KeyPackageBundle, makeKeyPackage } from './key-package-bundle.js'
import type { KeyPair } from './keys.js'
import { generateSignatureKeys } from './sign.js'
import { suiteOf, supportedSuites } from './suites.js'
import type { Credential } from './wire/credential.js'
import type { Capabilities, Extension } from './wire/leaf-node.js'
import { appDataProposals, safeExtensionProposals } from './wire/proposal.js'
import { credentialTypes, extensionTypes } from './wire/registries.js'

export interface DeviceOptions {
  draft: Draft
  userUri: string
  clientUri: string
  /** The suite of its key packages unless these say otherwise; 1 when absent. */
  suite?: number
  /** Reading R-KEY-022: whose URI its basic credential has as identity; the user's when absent. */
  credentialForm?: 'user' | 'client'
  /** Makes another credential altogether: X.509, whose certificate holds the key. One is asked for each key pair. */
  certify?: (keys: KeyPair) => Credential
  /** Types of GroupContext extensions that its clients support besides those of the draft. */
  extensions?: readonly number[]
}

export interface Device {
  readonly draft: Draft
  readonly userUri: string
  readonly clientUri: string
  readonly suite: number
  readonly credential: Credential
  /** That for the suite's key pair: its own, but for X.509. */
  credentialFor(suite: number): Credential
  /** One key pair for each signature scheme, the same one each time. */
  signatureKeys(suite?: number): KeyPair
  /** Fresh key packages, single use each, valid now unless the options say otherwise. */
  keyPackages(count: number, options?: KeyPackageOptions): KeyPackageBundle[]
}

export interface KeyPackageOptions {
  suite?: number
  /** Seconds since the UNIX epoch; an hour ago when absent, for clocks that are late. */
  notBefore?: number
  /** Seconds since the UNIX epoch; 30 days from now when absent. */
  notAfter?: number
  /** Members that replace those of the draft's own capabilities. */
  capabilities?: Partial<Capabilities>
  /** Of the KeyPackage; their types must be among the capabilities. */
  extensions?: Extension[]
  /** Of its LeafNode; their types must be among the capabilities. */
  leafExtensions?: Extension[]
}

const hour = 3600
const lifetime = 30 * 24 * hour

const common = {
  versions: [1],
  cipher_suites: [...supportedSuites],
  credentials: [credentialTypes.basic, credentialTypes.x509],
}
const safeExtensions: Capabilities = {
  ...common,
  // A leaf lists each extension of the GroupContext (13.4), so these too, which readings may number otherwise.
  extensions: [defaultReadings.appSyncExtension, defaultReadings.applicationStatesExtension],
  proposals: [safeExtensionProposals.extension_external_proposal, safeExtensionProposals.self_remove],
}
const appData: Capabilities = {
  ...common,
  extensions: [extensionTypes.app_data_dictionary],
  proposals: [appDataProposals.app_data_update, appDataProposals.app_ephemeral, appDataProposals.self_remove],
}

/** What Mimicry's clients support, as far as RFC 9420 has it listed (7.2): the default types are not. */
export const capabilitiesIn = byDraft({
  '01': safeExtensions,
  '02ed': safeExtensions,
  '06': appData,
})

export function createDevice(options: DeviceOptions): Device {
  const { draft, userUri, clientUri, suite: ownSuite = 1, credentialForm = 'user', certify } = options
  const basic = basicCredential(credentialForm === 'user' ? userUri : clientUri)
  const keysByScheme = new Map<string, KeyPair>()
  const certified = new Map<KeyPair, Credential>()

  const signatureKeys = (suite = ownSuite): KeyPair => {
    const { crv } = suiteOf(suite).signature
    const keys = keysByScheme.get(crv) ?? generateSignatureKeys(suite)
    keysByScheme.set(crv, keys)
    return keys
  }

  const credentialFor = (suite: number): Credential => {
    if (!certify) return basic
    const keys = signatureKeys(suite)
    const made = certified.get(keys) ?? certify(keys)
    certified.set(keys, made)
    return made
  }

  const common = capabilitiesIn[draft]
  const capabilities = { ...common, extensions: [...new Set([...common.extensions, ...(options.extensions ?? [])])] }

  const keyPackages = (count: number, wanted: KeyPackageOptions = {}): KeyPackageBundle[] => {
    const now = Math.floor(Date.now() / 1000)
    const { suite = ownSuite, notBefore = now - hour, notAfter = now + lifetime } = wanted
    const contents = {
      suite,
      credential: credentialFor(suite),
      signatureKeys: signatureKeys(suite),
      capabilities: { ...capabilities, ...wanted.capabilities },
      lifetime: { not_before: BigInt(notBefore), not_after: BigInt(notAfter) },
      extensions: wanted.extensions ?? [],
      leafExtensions: wanted.leafExtensions ?? [],
    }
    return Array.from({ length: count }, () => makeKeyPackage(contents))
  }

  return {
    draft,
    userUri,
    clientUri,
    suite: ownSuite,
    get credential() {
      return credentialFor(ownSuite)
    },
    credentialFor,
    signatureKeys,
    keyPackages,
  }
}

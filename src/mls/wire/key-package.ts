/** RFC 9420, section 10, and the required_capabilities extension of section 11.1. */
import { type Infer, opaque, struct, vector } from '../../codec/index.js'
import { HPKEPublicKey } from './crypto.js'
import { Extension, LeafNode } from './leaf-node.js'
import { CipherSuite, CredentialType, ExtensionType, ProposalType, ProtocolVersion } from './registries.js'

const signedFields = {
  version: ProtocolVersion,
  cipher_suite: CipherSuite,
  init_key: HPKEPublicKey,
  leaf_node: LeafNode,
  extensions: vector(Extension),
}

export const KeyPackage = struct('KeyPackage', { ...signedFields, signature: opaque })
export type KeyPackage = Infer<typeof KeyPackage>

/** What the signature covers. */
export const KeyPackageTBS = struct('KeyPackageTBS', signedFields)
export type KeyPackageTBS = Infer<typeof KeyPackageTBS>

export const RequiredCapabilities = struct('RequiredCapabilities', {
  extension_types: vector(ExtensionType),
  proposal_types: vector(ProposalType),
  credential_types: vector(CredentialType),
})
export type RequiredCapabilities = Infer<typeof RequiredCapabilities>

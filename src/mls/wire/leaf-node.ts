/** RFC 9420, section 7.2. */
import { enumeration, type Infer, opaque, struct, uint32, uint64, vector } from '../../codec/index.js'
import { Credential } from './credential.js'
import { HPKEPublicKey, SignaturePublicKey } from './crypto.js'
import { CipherSuite, CredentialType, ExtensionType, ProposalType, ProtocolVersion } from './registries.js'

const LeafNodeSource = enumeration(1, { reserved: 0, key_package: 1, update: 2, commit: 3 }, { reserved: ['reserved'] })

export const Capabilities = struct('Capabilities', {
  versions: vector(ProtocolVersion),
  cipher_suites: vector(CipherSuite),
  extensions: vector(ExtensionType),
  proposals: vector(ProposalType),
  credentials: vector(CredentialType),
})
export type Capabilities = Infer<typeof Capabilities>

/** Both in seconds since the UNIX epoch. */
export const Lifetime = struct('Lifetime', { not_before: uint64, not_after: uint64 })
export type Lifetime = Infer<typeof Lifetime>

export const Extension = struct('Extension', { extension_type: ExtensionType, extension_data: opaque })
export type Extension = Infer<typeof Extension>

const keysAndCredential = {
  encryption_key: HPKEPublicKey,
  signature_key: SignaturePublicKey,
  credential: Credential,
  capabilities: Capabilities,
  leaf_node_source: LeafNodeSource,
}

const bySource = {
  key_package: { lifetime: Lifetime },
  update: {},
  commit: { parent_hash: opaque },
}

export const LeafNode = struct('LeafNode', keysAndCredential)
  .select('leaf_node_source', bySource)
  .fields({ extensions: vector(Extension), signature: opaque })
export type LeafNode = Infer<typeof LeafNode>

/** What the signature covers: the LeafNode without it, then its place in the group where it has one. */
export const LeafNodeTBS = struct('LeafNodeTBS', keysAndCredential)
  .select('leaf_node_source', bySource)
  .fields({ extensions: vector(Extension) })
  .select('leaf_node_source', {
    key_package: {},
    update: { group_id: opaque, leaf_index: uint32 },
    commit: { group_id: opaque, leaf_index: uint32 },
  })
export type LeafNodeTBS = Infer<typeof LeafNodeTBS>

/** The IANA registries of RFC 9420, section 17, and what the drafts add to them: numbers that stay open, so that GREASE
 * and other people's extensions pass through a reader untouched. */
import { refine, registry } from '../../codec/index.js'

/** Section 6: two bytes, not to be confused with MIMI's one-byte Protocol. */
export const ProtocolVersion = registry(2, { mls10: 1 })

/** `ProtocolVersion version = mls10`: a constant of the structure, so another number is malformed. */
export const mls10 = refine(ProtocolVersion, (version) =>
  version === 1 ? null : { why: 'the version must be mls10 (1)' },
)

/** Section 17.1. */
export const CipherSuite = registry(2, {
  MLS_128_DHKEMX25519_AES128GCM_SHA256_Ed25519: 1,
  MLS_128_DHKEMP256_AES128GCM_SHA256_P256: 2,
  MLS_128_DHKEMX25519_CHACHA20POLY1305_SHA256_Ed25519: 3,
  MLS_256_DHKEMX448_AES256GCM_SHA512_Ed448: 4,
  MLS_256_DHKEMP521_AES256GCM_SHA512_P521: 5,
  MLS_256_DHKEMX448_CHACHA20POLY1305_SHA512_Ed448: 6,
  MLS_256_DHKEMP384_AES256GCM_SHA384_P384: 7,
})

/** Section 17.2. */
export const wireFormats = {
  mls_public_message: 1,
  mls_private_message: 2,
  mls_welcome: 3,
  mls_group_info: 4,
  mls_key_package: 5,
} as const
export const WireFormat = registry(2, wireFormats)

/** Section 17.3, with the numbers that mls-extensions-09 (7.2) suggests from 6 on. */
export const extensionTypes = {
  application_id: 1,
  ratchet_tree: 2,
  required_capabilities: 3,
  external_pub: 4,
  external_senders: 5,
  app_data_dictionary: 6,
  supported_wire_formats: 7,
  required_wire_formats: 8,
} as const
export const ExtensionType = registry(2, extensionTypes)

/** Section 17.5. */
export const credentialTypes = { basic: 1, x509: 2 } as const
export const CredentialType = registry(2, credentialTypes)

/** Section 17.4: the numbers below 8 mean the same in every draft; what the others mean is in proposal.ts. */
export const proposalTypes = {
  add: 1,
  update: 2,
  remove: 3,
  psk: 4,
  reinit: 5,
  external_init: 6,
  group_context_extensions: 7,
} as const
export const ProposalType = registry(2, proposalTypes)

/** Operational policy (room-policy-03: 7.1), component 0x0024. */
import { enumeration, struct, uint16, uint32, uint64, uint8, vector } from '../codec/index.js'
import { CipherSuite, ComponentID, ContentType, CredentialType, ExtensionType } from '../mls/wire/index.js'
import { MediaType, ProposalType, ProtocolVersion, WireFormat } from '../mls/wire/index.js'
import { bool } from './room-policy-types.js'

/** `WireFormats wire_formats<V>` is read as a list of WireFormat; ComponentID has two bytes (R-W35). */
export const ExtendedCapabilities = struct('ExtendedCapabilities', {
  versions: vector(ProtocolVersion),
  cipher_suites: vector(CipherSuite),
  extensions: vector(ExtensionType),
  proposals: vector(ProposalType),
  credentials: vector(CredentialType),
  wire_formats: vector(WireFormat),
  component_ids: vector(ComponentID),
  safe_aad_types: vector(ComponentID),
  media_types: vector(MediaType),
  content_types: vector(ContentType),
})

/** The select has an arm `extension` for which the enum has no number. */
const PendingProposalStrategy = enumeration(1, { unspecified: 0, immediate_commit: 1, random_delay: 2 })

export const PendingProposalPolicy = struct('PendingProposalPolicy', {
  pending_proposal_strategy: PendingProposalStrategy,
}).select('pending_proposal_strategy', {
  unspecified: {},
  immediate_commit: {},
  random_delay: { minimum_delay_ms: uint64, maximum_delay_ms: uint64 },
})

export const MinDefaultMaxTime = struct('MinDefaultMaxTime', {
  minimum_time: uint64,
  default_time: uint64,
  maximum_time: uint64,
})

export const AppMessagePolicy = struct('AppMessagePolicy', {
  epoch_tolerance: uint8,
  pad_to_size: uint16,
  max_generations_skipahead: uint32,
})

export const OperationalParameters = struct('OperationalParameters', {
  mandatory_capabilities: ExtendedCapabilities,
  default_capabilities: ExtendedCapabilities,
  forbidden_capabilities: ExtendedCapabilities,
  handshake_formats: vector(WireFormat),
  external_proposal_allowed: bool,
  external_commit_allowed: bool,
  pending_proposal_policy: PendingProposalPolicy,
  LeafNode_update_time: MinDefaultMaxTime,
  app_message_policy: AppMessagePolicy,
  max_kp_lifetime: uint64,
  max_credential_lifetime: uint64,
  resumption_psk_lifetime: uint64,
  sender_nonce_keypair_lifetime: MinDefaultMaxTime,
  max_keypairs: uint32,
  buffer_incoming_message_time: MinDefaultMaxTime,
  max_buffered_messages: uint32,
})

import type { Infer } from '../../src/codec/index.js'
import type { OperationalParameters } from '../../src/wire/operational-policy.js'

export type Parameters = Infer<typeof OperationalParameters>

export const anything = {
  versions: [],
  cipher_suites: [],
  extensions: [],
  proposals: [],
  credentials: [],
  wire_formats: [],
  component_ids: [],
  safe_aad_types: [],
  media_types: [],
  content_types: [],
}
const anyTime = { minimum_time: 0n, default_time: 0n, maximum_time: 0n }

/** Everything allowed, nothing bounded. */
export const permissive: Parameters = {
  mandatory_capabilities: anything,
  default_capabilities: anything,
  forbidden_capabilities: anything,
  handshake_formats: [],
  external_proposal_allowed: 'true',
  external_commit_allowed: 'true',
  pending_proposal_policy: { pending_proposal_strategy: 'unspecified' },
  LeafNode_update_time: anyTime,
  app_message_policy: { epoch_tolerance: 1, pad_to_size: 0, max_generations_skipahead: 1000 },
  max_kp_lifetime: 0n,
  max_credential_lifetime: 0n,
  resumption_psk_lifetime: 0n,
  sender_nonce_keypair_lifetime: anyTime,
  max_keypairs: 0,
  buffer_incoming_message_time: anyTime,
  max_buffered_messages: 0,
}

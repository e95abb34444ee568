/** mahy-mls-semiprivatemessage: handshake messages that members and a list of external receivers can read. */
import { fixed, type Infer, opaque, struct, uint32, uint64, vector } from '../../codec/index.js'
import { Credential } from './credential.js'
import { HPKEPublicKey } from './crypto.js'
import { ContentType } from './framing.js'
import { HPKECiphertext } from './update-path.js'

/** An entry of the external_receivers GroupContext extension. */
export const ExternalReceiver = struct('ExternalReceiver', {
  external_receiver_public_key: HPKEPublicKey,
  credential: Credential,
})
export type ExternalReceiver = Infer<typeof ExternalReceiver>

/** Data of the external_receivers extension. */
export const ExternalReceivers = vector(ExternalReceiver)
export type ExternalReceivers = Infer<typeof ExternalReceivers>

export const PerMessageKeyAndNonces = struct('PerMessageKeyAndNonces', {
  key: opaque,
  nonce: opaque,
  reuse_guard: fixed(4),
  sender_leaf_index: uint32,
})
export type PerMessageKeyAndNonces = Infer<typeof PerMessageKeyAndNonces>

export const SemiPrivateMessageContext = struct('SemiPrivateMessageContext', {
  group_id: opaque,
  epoch: uint64,
  partial_context_hash: opaque,
})
export type SemiPrivateMessageContext = Infer<typeof SemiPrivateMessageContext>

/** The type of the reference is only told as a hash: read as opaque<V>. */
export const KeyForExternalReceiver = struct('KeyForExternalReceiver', {
  external_receiver_ref: opaque,
  encrypted_keys_and_nonces: HPKECiphertext,
})
export type KeyForExternalReceiver = Infer<typeof KeyForExternalReceiver>

const authenticatedFields = {
  group_id: opaque,
  epoch: uint64,
  content_type: ContentType,
  authenticated_data: opaque,
  partial_context_hash: opaque,
  keys_for_external_receivers: vector(KeyForExternalReceiver),
  framed_content_tbs_hash: opaque,
}

export const SemiPrivateMessage = struct('SemiPrivateMessage', {
  ...authenticatedFields,
  encrypted_sender_data: opaque,
  ciphertext: opaque,
})
export type SemiPrivateMessage = Infer<typeof SemiPrivateMessage>

export const SemiPrivateContentAAD = struct('SemiPrivateContentAAD', authenticatedFields)
export type SemiPrivateContentAAD = Infer<typeof SemiPrivateContentAAD>

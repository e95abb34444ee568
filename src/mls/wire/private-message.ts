/** RFC 9420, section 6.3. */
import { fixed, type Infer, opaque, struct, uint32, uint64 } from '../../codec/index.js'
import { ContentType } from './framing.js'

export const PrivateMessage = struct('PrivateMessage', {
  group_id: opaque,
  epoch: uint64,
  content_type: ContentType,
  authenticated_data: opaque,
  encrypted_sender_data: opaque,
  ciphertext: opaque,
})
export type PrivateMessage = Infer<typeof PrivateMessage>

/** 6.3.1. */
export const PrivateContentAAD = struct('PrivateContentAAD', {
  group_id: opaque,
  epoch: uint64,
  content_type: ContentType,
  authenticated_data: opaque,
})
export type PrivateContentAAD = Infer<typeof PrivateContentAAD>

/** 6.3.2. */
export const SenderData = struct('SenderData', { leaf_index: uint32, generation: uint32, reuse_guard: fixed(4) })
export type SenderData = Infer<typeof SenderData>

/** 6.3.2. */
export const SenderDataAAD = struct('SenderDataAAD', { group_id: opaque, epoch: uint64, content_type: ContentType })
export type SenderDataAAD = Infer<typeof SenderDataAAD>

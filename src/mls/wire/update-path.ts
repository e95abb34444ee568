/** RFC 9420, section 7.6. */
import { type Infer, opaque, struct, vector } from '../../codec/index.js'
import { HPKEPublicKey } from './crypto.js'
import { LeafNode } from './leaf-node.js'

export const HPKECiphertext = struct('HPKECiphertext', { kem_output: opaque, ciphertext: opaque })
export type HPKECiphertext = Infer<typeof HPKECiphertext>

export const UpdatePathNode = struct('UpdatePathNode', {
  encryption_key: HPKEPublicKey,
  encrypted_path_secret: vector(HPKECiphertext),
})
export type UpdatePathNode = Infer<typeof UpdatePathNode>

export const UpdatePath = struct('UpdatePath', { leaf_node: LeafNode, nodes: vector(UpdatePathNode) })
export type UpdatePath = Infer<typeof UpdatePath>

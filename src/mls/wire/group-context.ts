/** RFC 9420, section 8.1. */
import { type Infer, opaque, struct, uint64, vector } from '../../codec/index.js'
import { Extension } from './leaf-node.js'
import { CipherSuite, mls10 } from './registries.js'

export const GroupContext = struct('GroupContext', {
  version: mls10,
  cipher_suite: CipherSuite,
  group_id: opaque,
  epoch: uint64,
  tree_hash: opaque,
  confirmed_transcript_hash: opaque,
  extensions: vector(Extension),
})
export type GroupContext = Infer<typeof GroupContext>

import type { KeyObject } from 'node:crypto'
import { signLeafNode } from '../key-package-bundle.js'
import type { LeafNode } from '../wire/leaf-node.js'

/** The leaf with another encryption key, as its owner proposes it in an Update (RFC 9420, 7.2, 12.1.2). */
export function updatedLeaf(
  { signature_key, credential, capabilities, extensions }: LeafNode,
  suite: number,
  privateKey: KeyObject,
  place: { encryption_key: Uint8Array; group_id: Uint8Array; leaf_index: number },
): LeafNode {
  const contents = { signature_key, credential, capabilities, extensions, leaf_node_source: 'update' as const }
  return signLeafNode(suite, { publicKey: signature_key, privateKey }, { ...contents, ...place })
}

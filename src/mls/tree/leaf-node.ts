/** Leaf nodes by themselves and at their place (RFC 9420, 7.2 and 7.3). */
import { encode } from '../../codec/index.js'
import { supportedBy } from '../capabilities.js'
import { vouchesFor } from '../credential.js'
import { importPublicKey } from '../keys.js'
import { verifyWithLabel } from '../sign.js'
import { suiteOf } from '../suites.js'
import { repeatedExtension } from '../wire/extensions.js'
import { type LeafNode, LeafNodeTBS } from '../wire/leaf-node.js'

/** What is wrong with a leaf node. */
export interface LeafDefect {
  /** Field path within the LeafNode. */
  path: string
  /** Section of RFC 9420. */
  section: string
  what: string
}

/** Where a leaf stands: what the signature of a leaf covers that was made for a group. */
export interface LeafPlace {
  suite: number
  group_id: Uint8Array
  leaf_index: number
}

/** The signature of a LeafNode (7.2). */
export function verifyLeafNode({ suite, group_id, leaf_index }: LeafPlace, leaf: LeafNode): boolean {
  const tbs: LeafNodeTBS = leaf.leaf_node_source === 'key_package' ? leaf : { ...leaf, group_id, leaf_index }
  return verifyWithLabel(suite, leaf.signature_key, 'LeafNodeTBS', encode(LeafNodeTBS, tbs), leaf.signature)
}

/** The first thing that is wrong with a leaf at its place, whoever else is in the group; null for a valid one. */
export function leafDefect(place: LeafPlace, leaf: LeafNode): LeafDefect | null {
  const { kem } = suiteOf(place.suite)
  if (!importPublicKey(kem, leaf.encryption_key)) {
    return { path: 'encryption_key', section: '5.1.1', what: `no ${kem.crv} public key of suite ${place.suite}` }
  }
  if (!vouchesFor(leaf.credential, place.suite, leaf.signature_key)) {
    const what = 'the first certificate must be readable and hold the signature_key'
    return { path: 'credential', section: '5.3', what }
  }
  const extensions = extensionDefect(leaf)
  if (extensions) return extensions
  if (verifyLeafNode(place, leaf)) return null
  const what = 'it does not verify with signature_key over the leaf, the group id and the leaf index'
  return { path: 'signature', section: '7.3', what }
}

function extensionDefect({ extensions, capabilities }: LeafNode): LeafDefect | null {
  const repeated = repeatedExtension(extensions)
  if (repeated !== null) return { path: 'extensions', section: '13.4', what: `type ${repeated} stands there twice` }
  const supported = supportedBy(capabilities).extensions
  const unlisted = extensions.find(({ extension_type }) => !supported.has(extension_type))
  if (!unlisted) return null
  const what = `type ${unlisted.extension_type} must be listed in capabilities.extensions`
  return { path: 'extensions', section: '7.3', what }
}

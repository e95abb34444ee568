/** The path of a commit, as far as those without secrets can judge it (RFC 9420, 7.5, 7.6 and 12.4.2). */
import { importPublicKey } from '../keys.js'
import { suiteOf } from '../suites.js'
import {
  encryptionKeys,
  filteredPath,
  keyText,
  leafDefect,
  merged,
  type PathStep,
  resolution,
  type Tree,
} from '../tree/index.js'
import type { LeafNode } from '../wire/leaf-node.js'
import type { UpdatePath } from '../wire/update-path.js'
import { PublicGroupError } from './error.js'
import type { State } from './state.js'

const at = 'content.commit.path'

/** Whose path it is. */
export interface Committer {
  /** In the tree after the proposals. */
  leaf_index: number
  /** The leaf that the path's takes the place of: the member's own, or the one that a joiner removes (12.2). */
  replaced: LeafNode | null
  /** Leaves that came with this commit: no path secret is for them. */
  added: ReadonlySet<number>
}

/**
 * The tree with the path merged into it.
 * @param tree after the proposals
 * @throws PublicGroupError with code `path` or, for its leaf, `leaf`
 */
export function applyPath(
  { group_context }: State,
  tree: Tree,
  { leaf_node, nodes }: UpdatePath,
  { leaf_index, replaced, added }: Committer,
): Tree {
  const { cipher_suite: suite, group_id } = group_context
  if (leaf_node.leaf_node_source !== 'commit') {
    const what = `expected commit, got ${leaf_node.leaf_node_source}`
    throw new PublicGroupError('leaf', `${at}.leaf_node.leaf_node_source`, '7.3', what)
  }
  const defect = leafDefect({ suite, group_id, leaf_index }, leaf_node)
  if (defect) throw new PublicGroupError('leaf', `${at}.leaf_node.${defect.path}`, defect.section, defect.what)
  const steps = filteredPath(tree, leaf_index)
  if (nodes.length !== steps.length) {
    const what = `expected ${steps.length} nodes, the length of the filtered direct path, got ${nodes.length}`
    throw new PublicGroupError('path', `${at}.nodes`, '7.6', what)
  }
  for (const [index, step] of steps.entries()) checkCiphertexts(step, nodes[index], index, added)
  checkKeys(suite, tree, replaced, { leaf_node, nodes })
  const keys = nodes.map(({ encryption_key }) => encryption_key)
  const result = merged(suite, tree, leaf_index, leaf_node, keys)
  if (Buffer.compare(result.parentHash, leaf_node.parent_hash) === 0) return result.tree
  const what = 'it is not the parent hash of the first node of the path'
  throw new PublicGroupError('parent-hash', `${at}.leaf_node.parent_hash`, '7.9.2', what)
}

/** 7.6: one for each node of the copath's resolution, but none for who is added by this commit. */
function checkCiphertexts(
  { sibling }: PathStep,
  node: UpdatePath['nodes'][number] | undefined,
  index: number,
  added: ReadonlySet<number>,
): void {
  const sent = node?.encrypted_path_secret.length ?? 0
  let expected = 0
  for (const reached of resolution(sibling)) if (reached.level > 0 || !added.has(reached.first)) expected++
  if (sent === expected) return
  const what = `expected ${expected}, one for each node of the copath child's resolution, got ${sent}`
  throw new PublicGroupError('path', `${at}.nodes[${index}].encrypted_path_secret`, '7.6', what)
}

/** 12.4.2: each a key of the suite that no node of the tree has, nor another of the path. */
function checkKeys(suite: number, tree: Tree, replaced: LeafNode | null, { leaf_node, nodes }: UpdatePath): void {
  const { kem } = suiteOf(suite)
  if (replaced && Buffer.compare(replaced.encryption_key, leaf_node.encryption_key) === 0) {
    const what = 'it must differ from the one of the leaf that it replaces'
    throw new PublicGroupError('leaf', `${at}.leaf_node.encryption_key`, '12.4.2', what)
  }
  const { owners } = encryptionKeys(tree)
  const seen = new Set<string>()
  const placed = nodes.map(({ encryption_key }, index) => ({ encryption_key, path: `${at}.nodes[${index}]` }))
  for (const { encryption_key, path } of [{ ...leaf_node, path: `${at}.leaf_node` }, ...placed]) {
    const key = keyText(encryption_key)
    const where = `${path}.encryption_key`
    const owner = owners.get(key)
    if (owner !== undefined || seen.has(key)) {
      const what = `${owner === undefined ? 'another node of the path' : `node ${owner} of the tree`} has the same key`
      throw new PublicGroupError('path', where, '12.4.2', what)
    }
    seen.add(key)
    if (importPublicKey(kem, encryption_key)) continue
    throw new PublicGroupError('path', where, '5.1.1', `no ${kem.crv} public key of suite ${suite}`)
  }
}

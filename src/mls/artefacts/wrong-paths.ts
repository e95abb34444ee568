/** Commits whose update path is wrong (RFC 9420, 7.3 to 7.6 and 12.4.2), all signed and hashed as they stand. */
import { leafAt, treeOf } from '../tree/nodes.js'
import type { LeafNodeTBS } from '../wire/leaf-node.js'
import type { UpdatePathNode } from '../wire/update-path.js'
import type { ArtefactProblem, WrongUpdate } from './artefact.js'
import { type Twin, type UpdateEdits, withPath } from './forge.js'
import { flipped } from './frame.js'
import { unknownExtension } from './unassigned.js'
import { edited } from './update.js'

export const wrongPaths = {
  pathMissing: path('a commit that renews the path has none', '12.4', {
    content: (content) => withPath(content, null),
  }),
  dummyCommit: path('a commit has neither proposals nor a path, so that nothing changes but the epoch', '12.4', {
    content: (content) => ({ ...content, commit: { proposals: [], path: null } }),
  }),
  pathTooShort: path(
    'the path lacks its last node, the root',
    '7.5',
    nodes((all) => all.slice(0, -1)),
  ),
  pathTooLong: path(
    'the path has a node beyond the root',
    '7.5',
    nodes((all) => [...all, ...all.slice(-1)]),
  ),
  pathCiphertexts: path(
    'a node of the path has an encrypted secret too many',
    '7.6',
    firstNode(({ encrypted_path_secret: secrets }) => ({
      encrypted_path_secret: [...secrets, ...secrets.slice(0, 1)],
    })),
  ),
  leafKeyKnown: leaf('the new key of the leaf is the one that it had before', '12.4.2', {
    leaf: (leaf, twin) => ({ ...leaf, encryption_key: oldLeaf(twin).encryption_key }),
  }),
  leafSignature: leaf('the signature of the new leaf is of the right length, and wrong in one bit', '7.2', {
    signedLeaf: (made) => ({ ...made, signature: flipped(made.signature) }),
  }),
  leafLabel: leaf('the new leaf is signed under the label KeyPackageTBS', '5.1.2', { leafLabel: 'KeyPackageTBS' }),
  leafPlace: leaf('the new leaf is signed for another place in the tree', '7.2', {
    leaf: (made) => ('leaf_index' in made ? { ...made, leaf_index: made.leaf_index + 1 } : made),
  }),
  leafGroup: leaf('the new leaf is signed for another group', '7.2', {
    leaf: (made) => ('group_id' in made ? { ...made, group_id: flipped(made.group_id) } : made),
  }),
  leafSource: leaf('the new leaf says that it comes from an Update proposal', '7.3', {
    leaf: (made) => ('group_id' in made ? { ...made, leaf_node_source: 'update' } : made),
  }),
  pathKeyTaken: path('the new leaf has the encryption key of another member', '12.4.2', {
    leaf: (made, twin) => ({ ...made, encryption_key: otherLeaf(twin).encryption_key }),
  }),
  leafCredentialUnlisted: leaf("the new leaf's capabilities do not list the type of its own credential", '7.3', {
    leaf: (made) => {
      const { credentials } = made.capabilities
      const others = credentials.filter((type) => type !== made.credential.credential_type)
      return { ...made, capabilities: { ...made.capabilities, credentials: others } }
    },
  }),
  leafExtensionUnlisted: leaf('the new leaf has an extension that its capabilities do not list', '7.3', {
    leaf: (made) => ({ ...made, extensions: [unknownExtension] }),
  }),
  parentHash: {
    ...leaf("the new leaf's parent hash is wrong in one bit", '7.9', { leaf: withParentHash(flipped) }),
    problem: 'parent-hash',
  },
} satisfies Record<string, WrongUpdate>

function path(what: string, section: string, edits: UpdateEdits): WrongUpdate {
  return onPath('path', what, section, edits)
}

function leaf(what: string, section: string, edits: UpdateEdits): WrongUpdate {
  return onPath('leaf', what, section, edits)
}

function onPath(problem: ArtefactProblem, what: string, section: string, edits: UpdateEdits): WrongUpdate {
  return edited({ what, section, problem, twin: 'path' }, edits)
}

function nodes(change: (all: UpdatePathNode[]) => UpdatePathNode[]): UpdateEdits {
  return { path: (it) => ({ ...it, nodes: change(it.nodes) }) }
}

function firstNode(change: (node: UpdatePathNode) => Partial<UpdatePathNode>): UpdateEdits {
  return nodes(([first, ...others]) => {
    if (!first) throw new RangeError('expected an update path with nodes: a group with another member')
    return [{ ...first, ...change(first) }, ...others]
  })
}

function withParentHash(change: (hash: Uint8Array) => Uint8Array) {
  return (made: LeafNodeTBS): LeafNodeTBS => {
    if (made.leaf_node_source !== 'commit') throw new RangeError('expected the leaf of an update path')
    return { ...made, parent_hash: change(made.parent_hash) }
  }
}

function oldLeaf({ group, leafIndex }: Twin) {
  return found(group.members.find((member) => member.leafIndex === leafIndex)?.leafNode)
}

function otherLeaf({ group, leafIndex, tree }: Twin) {
  const other = group.members.find((member) => member.leafIndex !== leafIndex)
  return found(other && leafAt(treeOf(tree), other.leafIndex))
}

function found<T>(leafNode: T | null | undefined): T {
  if (leafNode) return leafNode
  throw new RangeError('expected a group with another member')
}

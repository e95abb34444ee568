/** What a list of valid proposals makes of tree and extensions, in the order of RFC 9420, 12.3. */
import { type LeafEntry, leafAt, type Tree, withAdded, withRemoved, withUpdated } from '../tree/index.js'
import { AppStateError, nextExtensions } from '../wire/app-state.js'
import type { Extension } from '../wire/leaf-node.js'
import { changedLeaf, removedLeaf } from './list-rules.js'
import { invalidProposals, type Resolved } from './resolve.js'
import type { State } from './state.js'

export interface Applied {
  tree: Tree
  extensions: Extension[]
  added: LeafEntry[]
  /** As the leaves were before. */
  removed: LeafEntry[]
  /** By Update proposals. */
  updated: LeafEntry[]
  /** Which proposal brought a leaf, by leaf index. */
  origins: Map<number, Resolved>
}

/** @throws PublicGroupError with code `proposal-list` where the extensions' rules are broken */
export function apply(state: State, proposals: readonly Resolved[]): Applied {
  const extensions = extensionsAfter(state, proposals)
  const origins = new Map<number, Resolved>()
  let tree = state.tree
  const updated: LeafEntry[] = []
  for (const entry of proposals) {
    const leaf_index = 'leaf_node' in entry.proposal ? changedLeaf(state, entry) : null
    if (leaf_index === null || !('leaf_node' in entry.proposal)) continue
    const { leaf_node } = entry.proposal
    tree = withUpdated(tree, leaf_index, leaf_node)
    updated.push({ leaf_index, leaf_node })
    origins.set(leaf_index, entry)
  }
  const removed: LeafEntry[] = []
  for (const entry of proposals) {
    const leaf_index = removedLeaf(state, entry)
    const leaf_node = leaf_index === null ? null : leafAt(state.tree, leaf_index)
    if (leaf_index === null || !leaf_node) continue
    tree = withRemoved(tree, leaf_index)
    removed.push({ leaf_index, leaf_node })
  }
  const added: LeafEntry[] = []
  for (const entry of proposals) {
    if (!('key_package' in entry.proposal)) continue
    const { leaf_node } = entry.proposal.key_package
    const place = withAdded(tree, leaf_node)
    tree = place.tree
    added.push({ leaf_index: place.leafIndex, leaf_node })
    origins.set(place.leafIndex, entry)
  }
  return { tree, extensions, added, removed, updated, origins }
}

function extensionsAfter({ draft, group_context, app }: State, proposals: readonly Resolved[]): Extension[] {
  try {
    const list = proposals.map(({ proposal }) => proposal)
    return nextExtensions(draft, group_context.extensions, list, app)
  } catch (error) {
    if (!(error instanceof AppStateError)) throw error
    const blamed = error.proposals.flatMap((index) => proposals[index] ?? [])
    throw invalidProposals('proposal-list', blamed, error.section, error.message)
  }
}

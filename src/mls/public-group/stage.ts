/** What a verified commit makes of a state (RFC 9420, 12.4.2), short of what takes secrets. */
import { nextConfirmedTranscriptHash } from '../transcript.js'
import {
  encryptionKeys,
  hashOf,
  leafAt,
  type LeafEntry,
  membershipDefect,
  type Demands,
  type Tree,
  withRoom,
} from '../tree/index.js'
import type { Commit } from '../wire/commit.js'
import type { Extension } from '../wire/leaf-node.js'
import type { PublicMessage } from '../wire/public-message.js'
import { proposalTypes } from '../wire/registries.js'
import { apply, type Applied } from './apply.js'
import { readContextExtensions } from './context-extensions.js'
import { PublicGroupError } from './error.js'
import { type ProposalList, violation } from './list-rules.js'
import { applyPath } from './path.js'
import { kindOf } from '../proposal-kinds.js'
import { proposalDefect } from './proposal-rules.js'
import { invalidProposals, type Resolved } from './resolve.js'
import type { State } from './state.js'

export interface Staged extends Pick<Applied, 'added' | 'removed' | 'updated'> {
  state: State
  committerLeaf: LeafEntry
}

/**
 * @param message the commit, verified
 * @param proposals what it covers
 * @throws PublicGroupError
 */
export function stage(
  state: State,
  message: PublicMessage,
  commit: Commit,
  proposals: readonly Resolved[],
  now: Date,
): Staged {
  const { sender } = message.content
  const committer = sender.sender_type === 'member' ? sender.leaf_index : null
  checkProposals(state, committer, proposals, now)
  checkPathPresence(state, commit, proposals)
  const applied = apply(state, proposals)
  const { demands, externalSenders } = readExtensions(applied.extensions, proposals)
  checkEncryptionKeys(applied)
  const { tree, leaf_index } = withPath(state, commit, applied, { committer, proposals })
  checkMembership(tree, demands, leaf_index, applied, proposals)
  const leaf_node = leafAt(tree, leaf_index)
  if (!leaf_node) throw new PublicGroupError('sender', 'content.sender', '12.4.2', 'the committer has no leaf')
  const committerLeaf = { leaf_index, leaf_node }
  const updated = commit.path && committer !== null ? [...applied.updated, committerLeaf] : applied.updated
  const next = { ...state, tree, demands, externalSenders, closed: isReInit(proposals) }
  const { added, removed } = applied
  return {
    state: { ...next, ...transcript(state, message, applied.extensions, tree) },
    committerLeaf,
    added,
    removed,
    updated,
  }
}

function checkProposals(state: State, committer: number | null, proposals: readonly Resolved[], now: Date): void {
  for (const entry of proposals) {
    const defect = proposalDefect(state, entry.proposal, entry.sender, now)
    if (defect) throw invalidProposals('proposal', [entry], defect.section, `${defect.path}: ${defect.what}`)
  }
  const broken = violation({ state, committer, proposals })
  if (broken) throw invalidProposals('proposal-list', broken.blamed, broken.section, broken.what)
}

function checkPathPresence({ draft }: State, { path }: Commit, proposals: readonly Resolved[]): void {
  if (path) return
  const at = 'content.commit.path'
  if (proposals.length === 0) {
    throw new PublicGroupError('path', at, '12.4', 'a commit without proposals must have a path')
  }
  const asking = proposals.find(({ proposal }) => kindOf(draft, proposal.proposal_type).path)
  if (!asking) return
  const { name } = kindOf(draft, asking.proposal.proposal_type)
  throw new PublicGroupError('path', at, '12.4', `a commit of a ${name} must have a path`)
}

function readExtensions(extensions: readonly Extension[], proposals: readonly Resolved[]) {
  try {
    return readContextExtensions(extensions, 'extensions')
  } catch (error) {
    if (!(error instanceof PublicGroupError)) throw error
    throw invalidProposals('proposal', proposals, error.section, error.what)
  }
}

function checkEncryptionKeys({ tree, origins }: Applied): void {
  const { conflict } = encryptionKeys(tree)
  if (!conflict) return
  const blamed = conflict.flatMap((node) => (node % 2 === 0 ? (origins.get(node / 2) ?? []) : []))
  const what = `its encryption_key is that of nodes ${conflict.join(' and ')} of the tree`
  throw invalidProposals('proposal-list', blamed, '7.3', what)
}

interface WithPath {
  tree: Tree
  /** The committer's. */
  leaf_index: number
}

/** A newcomer takes the leftmost blank leaf after the proposals (12.4.2). */
function withPath(state: State, { path }: Commit, applied: Applied, list: Omit<ProposalList, 'state'>): WithPath {
  const { committer, proposals } = list
  const place = committer === null ? withRoom(applied.tree) : { tree: applied.tree, leafIndex: committer }
  const leaf_index = place.leafIndex
  if (!path) return { tree: place.tree, leaf_index }
  const added = new Set(applied.added.map((entry) => entry.leaf_index))
  const resync = proposals.flatMap(({ proposal }) => ('removed' in proposal ? [proposal.removed] : []))[0] ?? null
  const before = committer ?? resync
  const replaced = before === null ? null : leafAt(state.tree, before)
  return { tree: applyPath(state, place.tree, path, { leaf_index, replaced, added }), leaf_index }
}

/** 12.2: after the commit no leaf may be invalid; to blame is what brought the leaf, else what asks more of it. */
function checkMembership(
  tree: Tree,
  demands: Demands,
  committer: number,
  { origins }: Applied,
  proposals: readonly Resolved[],
): void {
  const defect = membershipDefect(tree, demands)
  if (!defect) return
  const { leaves, section } = defect
  const what = `leaf ${leaves[0]}: ${defect.path}: ${defect.what}`
  const brought = leaves.flatMap((leaf) => origins.get(leaf) ?? [])
  if (brought.length > 0) throw invalidProposals('proposal-list', brought, section, what)
  if (leaves.includes(committer)) {
    throw new PublicGroupError('leaf', `content.commit.path.leaf_node.${defect.path}`, section, what)
  }
  throw invalidProposals('proposal-list', proposals, section, what)
}

function isReInit(proposals: readonly Resolved[]): boolean {
  return proposals.some(({ proposal }) => proposal.proposal_type === proposalTypes.reinit)
}

function transcript(state: State, message: PublicMessage, extensions: Extension[], tree: Tree) {
  const { group_context, draft } = state
  const { auth } = message
  if (!('confirmation_tag' in auth)) {
    throw new PublicGroupError('content-type', 'auth', '6.1', 'a commit must have a confirmation tag')
  }
  const context = {
    ...group_context,
    epoch: group_context.epoch + 1n,
    tree_hash: hashOf(group_context.cipher_suite, tree),
    confirmed_transcript_hash: nextConfirmedTranscriptHash(draft, state, message),
    extensions,
  }
  return { group_context: context, confirmation_tag: auth.confirmation_tag }
}

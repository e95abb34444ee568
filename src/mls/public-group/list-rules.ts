/** When proposals are invalid together (RFC 9420, 12.2), and what external commits may hold (12.4.3.2). */
import { encode } from '../../codec/index.js'
import { defaultProposalTypes, supportedBy } from '../capabilities.js'
import { keyText, leavesOf } from '../tree/index.js'
import { PreSharedKeyID } from '../wire/psk.js'
import { proposalTypes } from '../wire/registries.js'
import { kindOf } from '../proposal-kinds.js'
import { isSelfRemove } from '../wire/proposal.js'
import type { Resolved } from './resolve.js'
import type { State } from './state.js'

export interface ProposalList {
  state: State
  /** Leaf index of a member that commits; null for a newcomer. */
  committer: number | null
  proposals: readonly Resolved[]
}

/** A broken rule. */
export interface Violation {
  blamed: readonly Resolved[]
  /** Section of RFC 9420 unless it names another document. */
  section: string
  what: string
}

type Rule = (list: ProposalList) => Violation | null

const everyCommit: readonly Rule[] = [
  atMostOneChangeOfALeaf,
  noPskTwice,
  noClientTwice,
  selfRemoveByReference,
  supportedByAll,
]
const memberCommit: readonly Rule[] = [noOwnUpdate, noOwnRemoval, reInitAlone, noExternalInit]
const externalCommit: readonly Rule[] = [oneExternalInit, atMostOneRemove, onlyWhatJoinersMaySend]

/** The first rule that the list breaks; null for a valid list. Extensions' rules are app-state's. */
export function violation(list: ProposalList): Violation | null {
  for (const rule of [...(list.committer === null ? externalCommit : memberCommit), ...everyCommit]) {
    const found = rule(list)
    if (found) return found
  }
  return null
}

/** The leaf that an Update, Remove or SelfRemove is about; null for other proposals. */
export function changedLeaf({ draft }: State, { proposal, sender }: Resolved): number | null {
  if ('removed' in proposal) return proposal.removed
  const own = 'leaf_node' in proposal || isSelfRemove(draft, proposal.proposal_type)
  return own && sender.sender_type === 'member' ? sender.leaf_index : null
}

/** The leaf that a Remove or SelfRemove takes out; null for other proposals. */
export function removedLeaf(state: State, entry: Resolved): number | null {
  return 'leaf_node' in entry.proposal ? null : changedLeaf(state, entry)
}

function ofType({ proposals }: ProposalList, type: number): Resolved[] {
  return proposals.filter(({ proposal }) => proposal.proposal_type === type)
}

function broken(blamed: readonly Resolved[], what: string, section = '12.2'): Violation | null {
  return blamed.length === 0 ? null : { blamed, section, what }
}

/** Proposals whose key somebody before them in the list has, too, with the first such pair. */
function repeated(proposals: readonly Resolved[], keyOf: (proposal: Resolved) => string | null): Resolved[] {
  const first = new Map<string, Resolved>()
  for (const entry of proposals) {
    const key = keyOf(entry)
    if (key === null) continue
    const earlier = first.get(key)
    if (earlier) return [earlier, entry]
    first.set(key, entry)
  }
  return []
}

function noOwnUpdate({ committer, proposals }: ProposalList): Violation | null {
  const own = proposals.filter(
    ({ proposal, sender }) =>
      'leaf_node' in proposal && sender.sender_type === 'member' && sender.leaf_index === committer,
  )
  return broken(own, 'a committer updates its leaf by the path, not by an Update')
}

function noOwnRemoval({ state, committer, proposals }: ProposalList): Violation | null {
  const own = proposals.filter((entry) => removedLeaf(state, entry) === committer)
  return broken(own, 'nobody commits its own removal')
}

function atMostOneChangeOfALeaf({ state, proposals }: ProposalList): Violation | null {
  const pair = repeated(proposals, (entry) => changedLeaf(state, entry)?.toString() ?? null)
  return broken(pair, 'at most one Update, Remove or SelfRemove for a leaf')
}

/** 12.2: the same client by its signature key, unless its old leaf goes at the same time. */
function noClientTwice({ state, proposals }: ProposalList): Violation | null {
  const adds = proposals.filter(({ proposal }) => 'key_package' in proposal)
  if (adds.length === 0) return null
  const keyOf = ({ proposal }: Resolved) =>
    'key_package' in proposal ? keyText(proposal.key_package.leaf_node.signature_key) : null
  const twice = repeated(adds, keyOf)
  if (twice.length > 0) return broken(twice, 'two Adds of one signature key')
  const going = new Set(proposals.map((entry) => removedLeaf(state, entry)))
  const staying = new Set<string | null>()
  for (const { leaf_index, leaf_node } of leavesOf(state.tree)) {
    if (!going.has(leaf_index)) staying.add(keyText(leaf_node.signature_key))
  }
  const present = adds.filter((entry) => staying.has(keyOf(entry)))
  return broken(present, 'an Add of a client that is in the group and is not removed by this commit')
}

function noPskTwice(list: ProposalList): Violation | null {
  const { draft } = list.state
  const pair = repeated(list.proposals, ({ proposal }) =>
    'psk' in proposal ? Buffer.from(encode(PreSharedKeyID[draft], proposal.psk)).toString('hex') : null,
  )
  return broken(pair, 'two PreSharedKey proposals of one PreSharedKeyID')
}

function reInitAlone(list: ProposalList): Violation | null {
  const reInits = ofType(list, proposalTypes.reinit)
  return list.proposals.length > 1 ? broken(reInits, 'a ReInit stands alone') : null
}

function noExternalInit(list: ProposalList): Violation | null {
  return broken(ofType(list, proposalTypes.external_init), 'an ExternalInit belongs into external commits only')
}

function oneExternalInit(list: ProposalList): Violation | null {
  const found = ofType(list, proposalTypes.external_init)
  if (found.length === 1) return null
  return {
    blamed: found,
    section: '12.2',
    what: `expected one ExternalInit in an external commit, got ${found.length}`,
  }
}

function atMostOneRemove(list: ProposalList): Violation | null {
  const removes = ofType(list, proposalTypes.remove)
  return removes.length > 1
    ? broken(removes, 'at most one Remove in an external commit: of the old leaf of its joiner')
    : null
}

function onlyWhatJoinersMaySend({ state, proposals }: ProposalList): Violation | null {
  for (const entry of proposals) {
    const { name, inExternalCommit } = kindOf(state.draft, entry.proposal.proposal_type)
    const how = entry.ref ? 'by reference' : 'by value'
    if (inExternalCommit === how) continue
    return broken([entry], `an external commit must not hold a ${name} ${how}`, entry.ref ? '12.4.3.2' : '12.2')
  }
  return null
}

function selfRemoveByReference({ state, proposals }: ProposalList): Violation | null {
  const byValue = proposals.filter(({ ref, proposal }) => !ref && isSelfRemove(state.draft, proposal.proposal_type))
  return broken(byValue, 'a SelfRemove is committed by reference only', 'mls-extensions-09, 6.3')
}

/** 12.2: those who stay need to know what they process. */
function supportedByAll({ state, proposals }: ProposalList): Violation | null {
  const byType = new Map<number, Resolved>(proposals.map((entry) => [entry.proposal.proposal_type, entry]))
  for (const type of defaultProposalTypes) byType.delete(type)
  if (byType.size === 0) return null
  const removed = new Set(proposals.map((entry) => removedLeaf(state, entry)))
  for (const { leaf_index, leaf_node } of leavesOf(state.tree)) {
    if (removed.has(leaf_index)) continue
    const supported = supportedBy(leaf_node.capabilities).proposals
    const unknown = [...byType.values()].find(({ proposal }) => !supported.has(proposal.proposal_type))
    if (unknown) {
      const { name } = kindOf(state.draft, unknown.proposal.proposal_type)
      return broken([unknown], `the member at leaf ${leaf_index} does not list ${name} in its capabilities`)
    }
  }
  return null
}

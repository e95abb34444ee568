/** When a proposal is invalid by itself (RFC 9420, 12.1), whatever it is committed with. */
import { verifyKeyPackage } from '../key-package.js'
import { suiteOf } from '../suites.js'
import { leafAt, leafDefect } from '../tree/index.js'
import { contextExtensionsOf } from '../wire/app-state.js'
import type { Sender } from '../wire/framing.js'
import type { KeyPackage } from '../wire/key-package.js'
import type { LeafNode } from '../wire/leaf-node.js'
import type { Proposal } from '../wire/proposal.js'
import type { PreSharedKeyID } from '../wire/psk.js'
import { proposalTypes } from '../wire/registries.js'
import { readContextExtensions } from './context-extensions.js'
import { PublicGroupError } from './error.js'
import { isSelfRemove } from '../wire/proposal.js'
import type { State } from './state.js'

/** Why a proposal, or a list of them, is not valid. */
export interface Defect {
  /** Field path within the Proposal. */
  path: string
  /** Section of RFC 9420 unless it names another document. */
  section: string
  what: string
}

/**
 * The first thing that is wrong with a proposal by itself; null for a valid one.
 * @param sender of the proposal; that a sender of this type may send it was verified with the message
 * @param now the moment at which a key package is judged
 */
export function proposalDefect(state: State, proposal: Proposal, sender: Sender, now: Date): Defect | null {
  if ('key_package' in proposal) return addDefect(state, proposal.key_package, now)
  if ('leaf_node' in proposal) return updateDefect(state, proposal.leaf_node, sender)
  if ('removed' in proposal) return removeDefect(state, proposal.removed)
  if ('psk' in proposal) return pskDefect(state, proposal.psk)
  if (proposal.proposal_type === proposalTypes.reinit && 'version' in proposal) return reInitDefect(proposal.version)
  const extensions = contextExtensionsOf(proposal)
  if (extensions) return extensionsDefect(extensions)
  if (isSelfRemove(state.draft, proposal.proposal_type) && sender.sender_type !== 'member') {
    const what = 'only a member can remove itself'
    return { path: 'proposal_type', section: 'mls-extensions-09, 6.3', what }
  }
  return null
}

function addDefect({ group_context }: State, keyPackage: KeyPackage, now: Date): Defect | null {
  const { cipher_suite } = group_context
  if (keyPackage.cipher_suite !== cipher_suite) {
    const what = `expected the group's cipher suite ${cipher_suite}, got ${keyPackage.cipher_suite}`
    return { path: 'key_package.cipher_suite', section: '10.1', what }
  }
  const [problem] = verifyKeyPackage(keyPackage, now)
  return problem ? { path: `key_package.${problem.path}`, section: problem.section, what: problem.what } : null
}

function updateDefect({ group_context, tree }: State, leaf: LeafNode, sender: Sender): Defect | null {
  if (sender.sender_type !== 'member') {
    return { path: 'proposal_type', section: '12.1.2', what: 'only a member can update its leaf' }
  }
  const { leaf_index } = sender
  if (leaf.leaf_node_source !== 'update') {
    const what = `expected update, got ${leaf.leaf_node_source}`
    return { path: 'leaf_node.leaf_node_source', section: '7.3', what }
  }
  const before = leafAt(tree, leaf_index)
  if (before && Buffer.compare(before.encryption_key, leaf.encryption_key) === 0) {
    return { path: 'leaf_node.encryption_key', section: '7.3', what: 'an update must bring another encryption key' }
  }
  const { cipher_suite: suite, group_id } = group_context
  const defect = leafDefect({ suite, group_id, leaf_index }, leaf)
  return defect && { ...defect, path: `leaf_node.${defect.path}` }
}

function removeDefect({ tree }: State, removed: number): Defect | null {
  if (leafAt(tree, removed)) return null
  return { path: 'removed', section: '12.1.3', what: `no member has leaf index ${removed}` }
}

/** A branch or a reinitialized group begins elsewhere, not by a commit in a group that goes on. */
function pskDefect({ group_context }: State, psk: PreSharedKeyID): Defect | null {
  if (psk.psktype === 'resumption' && psk.usage !== 'application') {
    const what = `a resumption PSK for ${psk.usage} belongs to the first commit of another group`
    return { path: 'psk.usage', section: '12.1.4', what }
  }
  const { hashLength } = suiteOf(group_context.cipher_suite)
  if (psk.psk_nonce.length === hashLength) return null
  const what = `expected ${hashLength} bytes, got ${psk.psk_nonce.length}`
  return { path: 'psk.psk_nonce', section: '12.1.4', what }
}

function reInitDefect(version: number): Defect | null {
  if (version >= 1) return null
  return { path: 'version', section: '12.1.5', what: `expected at least the group's version 1, got ${version}` }
}

function extensionsDefect(extensions: Parameters<typeof readContextExtensions>[0]): Defect | null {
  try {
    readContextExtensions(extensions, 'extensions')
    return null
  } catch (error) {
    if (!(error instanceof PublicGroupError)) throw error
    return { path: 'extensions', section: error.section, what: error.what }
  }
}

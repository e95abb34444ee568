/** Commits of members whose list of proposals is not valid (RFC 9420, 12.2); the state that they lead to is the twin's. */
import { randomBytes } from 'node:crypto'
import { decode } from '../../codec/index.js'
import { byDraft } from '../../drafts/by-draft.js'
import { generateKeys } from '../keys.js'
import { signLeafNode } from '../key-package-bundle.js'
import { suiteOf } from '../suites.js'
import { arrayOf, capacity, leafAt, treeOf, withAdded } from '../tree/index.js'
import type { ProposalOrRef } from '../wire/commit.js'
import { appDataProposals, type Proposal, safeExtensionProposals, selfRemove } from '../wire/proposal.js'
import { RatchetTree } from '../wire/ratchet-tree.js'
import { proposalTypes } from '../wire/registries.js'
import type { ArtefactProblem, TwinKind, WrongUpdate } from './artefact.js'
import { type CommitContent, forge, type Twin } from './forge.js'
import { unassigned } from './unassigned.js'
import { edited, made } from './update.js'

/** Of a type that no client of Mimicry lists in its capabilities, and that needs no path. */
const extensionProposal: Proposal = {
  proposal_type: safeExtensionProposals.extension_proposal,
  extension_type: unassigned,
  extension_data: new Uint8Array(),
}
const unsupported = byDraft<Proposal, Proposal, Proposal>({
  '01': extensionProposal,
  '02ed': extensionProposal,
  '06': { proposal_type: appDataProposals.app_ack, received_ranges: [] },
})
export const wrongLists = {
  doubleRemove: list(
    'two Remove proposals name the same leaf',
    twice((it) => 'removed' in it),
    { twin: 'remove' },
  ),
  removeOwnLeaf: list(
    'the committer removes itself',
    more(({ leafIndex }) => remove(leafIndex)),
  ),
  removeOutOfRange: list(
    'a Remove proposal names a leaf outside the tree',
    more((twin) => remove(capacity(treeBefore(twin)))),
    { section: '12.1.3', problem: 'proposal' },
  ),
  removeBlankLeaf: list('a Remove proposal names a blank leaf', more(removeBlank), {
    section: '12.1.3',
    problem: 'proposal',
  }),
  updateOwnLeaf: list('the committer updates its own leaf by a proposal in its commit', more(ownUpdate)),
  twoContextExtensions: list(
    'two GroupContextExtensions proposals, both for what the extensions come to anyway',
    more((twin) => [contextExtensions(twin), contextExtensions(twin)]),
  ),
  unknownReference: list(
    'a proposal is referred to that nobody has sent',
    (entries, { suite }) => [...entries, { type: 'reference', reference: bytes(suiteOf(suite).hashLength) }],
    { section: '12.4.2', problem: 'reference' },
  ),
  addTwice: list(
    'the same key package is added twice',
    twice((it) => 'key_package' in it),
    { twin: 'add' },
  ),
  externalInit: list(
    "a member's commit has an ExternalInit proposal",
    more(({ suite }) => ({
      proposal_type: proposalTypes.external_init,
      kem_output: generateKeys(suiteOf(suite).kem).publicKey,
    })),
  ),
  reinitWithOthers: list(
    'a ReInit proposal stands beside another',
    more(({ context }) => ({
      proposal_type: proposalTypes.reinit,
      group_id: bytes(16),
      version: 1,
      cipher_suite: context.cipher_suite,
      extensions: [],
    })),
    { twin: 'remove' },
  ),
  pskTwice: list(
    'two PreSharedKey proposals name the same key',
    more(({ suite }) => {
      const psk = { psktype: 'external', psk_id: bytes(8), psk_nonce: bytes(suiteOf(suite).hashLength) } as const
      return [
        { proposal_type: proposalTypes.psk, psk },
        { proposal_type: proposalTypes.psk, psk },
      ]
    }),
  ),
  unsupportedProposal: list(
    'a proposal is of a type that no member supports',
    more(({ draft }) => unsupported[draft]),
  ),
  selfRemoveByValue: list(
    'a SelfRemove proposal is committed by value',
    more(({ draft }) => selfRemove[draft]),
    { section: 'mls-extensions-09, 6.3' },
  ),
  addMember: made(
    {
      what: 'a client is added that is a member already, by a fresh key package with the signature key of its leaf',
      section: '12.2',
      problem: 'proposal-list',
      twin: 'add',
    },
    (forging) => {
      const [again] = forging.device.keyPackages(1, { suite: forging.added?.suite })
      if (!again) throw new RangeError('a device makes as many key packages as it is asked for')
      const { keyPackage } = again
      return forge(forging, {
        leaves: (tree) => arrayOf(withAdded(treeOf(tree), keyPackage.leaf_node).tree),
        content: withEntries((entries) => [
          ...entries,
          byValue({ proposal_type: proposalTypes.add, key_package: keyPackage }),
        ]),
      })
    },
  ),
} satisfies Record<string, WrongUpdate>

type ListChange = (entries: ProposalOrRef[], twin: Twin) => ProposalOrRef[]

function list(
  what: string,
  change: ListChange,
  told: { twin?: TwinKind; section?: string; problem?: ArtefactProblem } = {},
): WrongUpdate {
  return edited(
    { what, section: '12.2', problem: 'proposal-list', twin: 'path', ...told },
    { content: withEntries(change) },
  )
}

/** The commit with another list of proposals. */
export function withEntries(change: ListChange): (content: CommitContent, twin: Twin) => CommitContent {
  return (content, twin) => ({
    ...content,
    commit: { ...content.commit, proposals: change(content.commit.proposals, twin) },
  })
}

export function byValue(proposal: Proposal): ProposalOrRef {
  return { type: 'proposal', proposal }
}

function more(make: (twin: Twin) => Proposal | Proposal[]): ListChange {
  return (entries, twin) => [...entries, ...[make(twin)].flat().map(byValue)]
}

function twice(which: (proposal: Proposal) => boolean): ListChange {
  return (entries) => {
    const found = entries.find((entry) => entry.type === 'proposal' && which(entry.proposal))
    if (!found) throw new RangeError('expected a commit with such a proposal by value')
    return [...entries, found]
  }
}

function remove(removed: number): Proposal {
  return { proposal_type: proposalTypes.remove, removed }
}

function removeBlank(twin: Twin): Proposal {
  const tree = treeBefore(twin)
  const blank = Array.from({ length: capacity(tree) }, (_, leaf) => leaf).find((leaf) => !leafAt(tree, leaf))
  if (blank === undefined) throw new RangeError('expected a group with a blank leaf in its tree')
  return remove(blank)
}

function treeBefore({ forging }: Twin) {
  return treeOf(decode(RatchetTree, forging.joined?.ratchetTree ?? forging.group.ratchetTree))
}

/** A leaf that would do as an Update of a commit by somebody else. */
function ownUpdate(twin: Twin): Proposal {
  const { suite, signer, context, leafIndex } = twin
  const old = leafAt(treeBefore(twin), leafIndex)
  if (!old) throw new RangeError('expected a commit of a member')
  const leaf_node = signLeafNode(suite, signer, {
    encryption_key: generateKeys(suiteOf(suite).kem).publicKey,
    signature_key: old.signature_key,
    credential: old.credential,
    capabilities: old.capabilities,
    leaf_node_source: 'update',
    extensions: old.extensions,
    group_id: context.group_id,
    leaf_index: leafIndex,
  })
  return { proposal_type: proposalTypes.update, leaf_node }
}

function contextExtensions({ groupInfo }: Twin): Proposal {
  const { extensions } = groupInfo.group_context
  return { proposal_type: proposalTypes.group_context_extensions, extensions }
}

function bytes(length: number): Uint8Array {
  return new Uint8Array(randomBytes(length))
}

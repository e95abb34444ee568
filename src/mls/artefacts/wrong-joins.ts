/** External commits that break their own rules (RFC 9420, 12.2 and 12.4.3.2). */
import { generateSignatureKeys } from '../sign.js'
import { leavesOf, treeOf } from '../tree/index.js'
import type { ProposalOrRef } from '../wire/commit.js'
import type { Proposal } from '../wire/proposal.js'
import { proposalTypes } from '../wire/registries.js'
import type { ArtefactProblem, WrongUpdate } from './artefact.js'
import { forge, type UpdateEdits, withPath } from './forge.js'
import { flipped } from './frame.js'
import { edited, made } from './update.js'
import { byValue, withEntries } from './wrong-lists.js'

export const wrongJoins = {
  joinSignature: join(
    "the signature is not that of the path's leaf, but of another key",
    '12.4.3.2',
    'signature',
    (it) => forge(it, { signer: generateSignatureKeys(it.group.suite) }),
  ),
  joinContext: joining('it is signed without the GroupContext', '6.1', 'signature', { contextFree: true }),
  joinEpoch: joining('it is for the epoch after the current one', '12.4.2', 'epoch', {
    content: (content) => ({ ...content, epoch: content.epoch + 1n }),
  }),
  joinGroup: joining('it names another group', '6.1', 'group-id', {
    content: (content) => ({ ...content, group_id: flipped(content.group_id) }),
  }),
  joinWithoutPath: joining('it has no path', '12.4.3.2', 'path', {
    content: (content) => withPath(content, null),
  }),
  joinWithoutInit: joining('it has no ExternalInit proposal', '12.2', 'proposal-list', {
    content: withEntries((entries) => entries.filter((entry) => !isInit(entry))),
  }),
  joinWithTwoInits: joining('it has two ExternalInit proposals', '12.2', 'proposal-list', {
    content: withEntries((entries) => [...entries, ...entries.filter(isInit)]),
  }),
  joinWithRemoveByReference: join('it refers to a Remove proposal of a member', '12.4.3.2', 'proposal-list', (it) => {
    const reference = it.pendingRemove
    if (!reference) throw new RangeError('expected the reference of a pending Remove proposal')
    return forge(it, { content: withEntries((entries) => [...entries, { type: 'reference', reference }]) })
  }),
  joinWithAdd: joining('it adds somebody else', '12.2', 'proposal-list', {
    content: withEntries((entries, { forging, groupInfo }) => {
      const [other] = forging.device.keyPackages(1, { suite: groupInfo.group_context.cipher_suite })
      if (!other) throw new RangeError('a device makes as many key packages as it is asked for')
      return [...entries, byValue({ proposal_type: proposalTypes.add, key_package: other.keyPackage })]
    }),
  }),
  joinWithTwoRemoves: joining('it removes two members', '12.2', 'proposal-list', {
    content: withEntries((entries, { leafIndex, tree }) => {
      const members = [...leavesOf(treeOf(tree))].map(({ leaf_index }) => leaf_index)
      const removes = members
        .filter((leaf) => leaf !== leafIndex)
        .map((removed): Proposal => {
          return { proposal_type: proposalTypes.remove, removed }
        })
      if (removes.length < 2) throw new RangeError('expected a group with two members besides the joiner')
      return [...entries, ...removes.slice(0, 2).map(byValue)]
    }),
  }),
  joinInitKey: joining('the ExternalInit proposal holds no KEM output of the suite', '12.1.6', 'member', {
    content: withEntries((entries) =>
      entries.map((entry) =>
        isInit(entry) ? byValue({ proposal_type: proposalTypes.external_init, kem_output: new Uint8Array(7) }) : entry,
      ),
    ),
  }),
  joinLeafSignature: joining("the signature of the path's leaf is wrong in one bit", '7.2', 'leaf', {
    signedLeaf: (leaf) => ({ ...leaf, signature: flipped(leaf.signature) }),
  }),
  joinParentHash: joining("the parent hash of the path's leaf is wrong in one bit", '7.9', 'parent-hash', {
    leaf: (leaf) => ('parent_hash' in leaf ? { ...leaf, parent_hash: flipped(leaf.parent_hash) } : leaf),
  }),
} satisfies Record<string, WrongUpdate>

function joining(what: string, section: string, problem: ArtefactProblem, edits: UpdateEdits): WrongUpdate {
  return edited(told(what, section, problem), edits)
}

function join(what: string, section: string, problem: ArtefactProblem, make: WrongUpdate['make']): WrongUpdate {
  return made(told(what, section, problem), make)
}

function told(what: string, section: string, problem: ArtefactProblem) {
  return { what: `external commit: ${what}`, section, problem, twin: 'external' } as const
}

function isInit(entry: ProposalOrRef): boolean {
  return entry.type === 'proposal' && 'kem_output' in entry.proposal
}

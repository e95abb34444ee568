/** Stand-alone proposals that are wrong in one way (RFC 9420, 6.1, 12.1 and 12.1.8). */
import type { KeyObject } from 'node:crypto'
import { decode } from '../../codec/index.js'
import { drafts } from '../../drafts/ids.js'
import type { Device } from '../device.js'
import type { Group } from '../engine.js'
import { externalProposal, newMemberProposal } from '../external-proposal.js'
import { encodePublicMessage } from '../framing.js'
import { signLeafNode } from '../key-package-bundle.js'
import { generateKeys } from '../keys.js'
import { generateSignatureKeys } from '../sign.js'
import { suiteOf } from '../suites.js'
import { capacity, leafAt, treeOf } from '../tree/index.js'
import type { FramedContent } from '../wire/framing.js'
import type { LeafNode, LeafNodeTBS } from '../wire/leaf-node.js'
import type { Proposal } from '../wire/proposal.js'
import { RatchetTree } from '../wire/ratchet-tree.js'
import { proposalTypes } from '../wire/registries.js'
import type { Artefact } from './artefact.js'
import { frame, type Framer, type FramingEdits, flipped } from './frame.js'
import { type WrongFraming, wrongFramings } from './wrong-framings.js'

/** Who proposes where. The twin is the same member's `proposal`, framed as it should be. */
export interface Proposing {
  device: Device
  /** Only read. */
  group: Group
  /** What a proposal that is wrong in its framing proposes. */
  proposal: Proposal
  /** For those of the group's external senders. */
  external?: { privateKey: KeyObject; senderIndex: number }
}

/** An MLSMessage that holds a PublicMessage. */
export type WrongProposal = Artefact<Proposing, Uint8Array> & {
  /** `external` where the context has to have an external sender's key. */
  sender: 'member' | 'external' | 'newcomer'
}

export const wrongProposals = {
  framedSignature: framed(wrongFramings.framedSignature),
  framedLabel: framed(wrongFramings.framedLabel),
  framedContext: framed(wrongFramings.framedContext),
  framedKey: framed(wrongFramings.framedKey),
  staleEpoch: framed(wrongFramings.staleEpoch),
  futureEpoch: framed(wrongFramings.futureEpoch),
  otherGroup: framed(wrongFramings.otherGroup),
  senderOutOfRange: framed(wrongFramings.senderOutOfRange),
  senderRemoved: framed(wrongFramings.senderRemoved),
  senderOther: framed(wrongFramings.senderOther),
  membershipTag: framed(wrongFramings.membershipTag),
  removeOutOfRange: proposing('a Remove names a leaf outside the tree', '12.1.3', ({ group }) => ({
    proposal_type: proposalTypes.remove,
    removed: capacity(treeOf(decode(RatchetTree, group.ratchetTree))),
  })),
  removeBlankLeaf: proposing('a Remove names a blank leaf', '12.1.3', ({ group }) => {
    const tree = treeOf(decode(RatchetTree, group.ratchetTree))
    const blank = Array.from({ length: capacity(tree) }, (_, leaf) => leaf).find((leaf) => !leafAt(tree, leaf))
    if (blank === undefined) throw new RangeError('expected a group with a blank leaf in its tree')
    return { proposal_type: proposalTypes.remove, removed: blank }
  }),
  updateSignature: update('the signature of its leaf is wrong in one bit', (_, sign) => {
    const leaf = sign({})
    return { ...leaf, signature: flipped(leaf.signature) }
  }),
  updateKeyKnown: update('its encryption key is the one that the leaf has already', (old, sign) =>
    sign({ encryption_key: old.encryption_key }),
  ),
  updatePlace: update('its leaf is signed for the place of another member', (_, sign, leafIndex) =>
    sign({}, leafIndex + 1),
  ),
  externalSignature: outside('an external sender signs with a key that is not its own', '6.1', 'signature', (it) =>
    externalProposal({ ...addressed(it), ...sender(it), privateKey: generateSignatureKeys(it.group.suite).privateKey }),
  ),
  externalIndex: outside('the sender index is beyond the external_senders', '6.1', 'sender', (it) => {
    const { privateKey, senderIndex } = sender(it)
    return externalProposal({ ...addressed(it), privateKey, senderIndex: senderIndex + 100 })
  }),
  externalEpoch: outside('an external sender proposes for the epoch after the current one', '12.1.8', 'epoch', (it) =>
    externalProposal({ ...addressed(it), ...sender(it), epoch: it.group.epoch + 1n }),
  ),
  externalUpdate: outside('an external sender proposes an Update, which only members may', '12.1.8', 'sender', (it) =>
    externalProposal({ ...addressed(it), ...sender(it), proposal: ownUpdate(it, (_, sign) => sign({})) }),
  ),
  newcomerSignature: {
    ...told('a newcomer signs with a key that is not that of its key package', '6.1', 'signature'),
    sender: 'newcomer',
    make: async (it) => {
      const { draft, group, keyPackage } = arriving(it)
      const signatureKeys = generateSignatureKeys(group.suite)
      const { groupId, epoch } = group
      return newMemberProposal({ draft, groupId, epoch, keyPackage: { ...keyPackage, signatureKeys } })
    },
  },
  newcomerRemove: {
    ...told('a newcomer proposes a Remove, where it may only add itself', '6.1', 'content-type'),
    sender: 'newcomer',
    make: (it) =>
      message(
        it,
        { proposal_type: proposalTypes.remove, removed: it.group.leafIndex },
        {
          content: (content) => ({ ...content, sender: { sender_type: 'new_member_proposal' } }),
        },
      ),
  },
} satisfies Record<string, WrongProposal>

type Sign = (changes: Partial<Pick<LeafNodeTBS, 'encryption_key'>>, place?: number) => LeafNode
type MakeLeaf = (old: LeafNode, sign: Sign, leafIndex: number) => LeafNode

function told(what: string, section: string, problem: WrongProposal['problem']) {
  return { what, section, problem, appliesTo: drafts }
}

function framed({ what, section, problem, edits }: WrongFraming): WrongProposal {
  return {
    ...told(what, section, problem),
    sender: 'member',
    make: async (it) => message(it, it.proposal, edits(framer(it))),
  }
}

/** Framed as it should be, but for a proposal that may not be made. */
function proposing(what: string, section: string, proposal: (context: Proposing) => Proposal): WrongProposal {
  return {
    ...told(what, section, 'proposal'),
    sender: 'member',
    make: async (it) => message(it, proposal(it)),
  }
}

function update(what: string, makeLeaf: MakeLeaf): WrongProposal {
  return proposing(`an Update: ${what}`, '7.3', (it) => ownUpdate(it, makeLeaf))
}

function outside(
  what: string,
  section: string,
  problem: WrongProposal['problem'],
  make: (context: Proposing) => Uint8Array,
): WrongProposal {
  return { ...told(what, section, problem), sender: 'external', make: async (it) => make(it) }
}

/** What a member sends to propose something, with edits to its framing. */
async function message(it: Proposing, proposal: Proposal, edits: FramingEdits = {}): Promise<Uint8Array> {
  const { draft } = it.device
  const { groupId, epoch, leafIndex } = it.group
  const content: FramedContent = {
    group_id: groupId,
    epoch,
    sender: { sender_type: 'member', leaf_index: leafIndex },
    authenticated_data: new Uint8Array(),
    content_type: 'proposal',
    proposal,
  }
  return encodePublicMessage(draft, await frame(framer(it), content, null, edits))
}

function framer({ device, group }: Proposing): Framer {
  const { suite, context } = group
  return { draft: device.draft, suite, signer: device.signatureKeys(suite), group, context }
}

function ownUpdate({ device, group }: Proposing, makeLeaf: MakeLeaf): Proposal {
  const { suite, groupId, leafIndex } = group
  const old = group.members.find((member) => member.leafIndex === leafIndex)?.leafNode
  if (!old) throw new RangeError('expected a member to propose')
  const { signature_key, credential, capabilities, extensions } = old
  const sign: Sign = (changes, place = leafIndex) =>
    signLeafNode(suite, device.signatureKeys(suite), {
      encryption_key: generateKeys(suiteOf(suite).kem).publicKey,
      signature_key,
      credential,
      capabilities,
      leaf_node_source: 'update',
      extensions,
      group_id: groupId,
      leaf_index: place,
      ...changes,
    })
  return { proposal_type: proposalTypes.update, leaf_node: makeLeaf(old, sign, leafIndex) }
}

function addressed({ device, group, proposal }: Proposing) {
  const { groupId, epoch, suite } = group
  return { draft: device.draft, suite, groupId, epoch, proposal }
}

function sender({ external }: Proposing) {
  if (external) return external
  throw new RangeError("expected an external sender's key")
}

function arriving({ device, group }: Proposing) {
  const [keyPackage] = device.keyPackages(1, { suite: group.suite })
  if (!keyPackage) throw new RangeError('a device makes as many key packages as it is asked for')
  return { draft: device.draft, group, keyPackage }
}

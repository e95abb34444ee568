/** What can be wrong with the framing of a handshake message, be it a commit or a proposal (RFC 9420, 6). */
import { decode } from '../../codec/index.js'
import { generateSignatureKeys } from '../sign.js'
import { capacity, leafAt, treeOf } from '../tree/nodes.js'
import { RatchetTree } from '../wire/ratchet-tree.js'
import type { ArtefactProblem } from './artefact.js'
import { flipped, type Framer, type FramingEdits } from './frame.js'

export interface WrongFraming {
  what: string
  section: string
  problem: ArtefactProblem
  edits: (framer: Framer) => FramingEdits
}

export const wrongFramings = {
  framedSignature: {
    what: "the signature is the right key's, over the same message with other authenticated data",
    section: '6.1',
    problem: 'signature',
    edits: () => ({ signed: (content) => ({ ...content, authenticated_data: Uint8Array.of(1) }) }),
  },
  framedLabel: {
    what: 'the message is signed under the label GroupInfoTBS',
    section: '5.1.2',
    problem: 'signature',
    edits: () => ({ label: 'GroupInfoTBS' }),
  },
  framedContext: {
    what: "a member's message is signed without the GroupContext, as only those outside do",
    section: '6.1',
    problem: 'signature',
    edits: () => ({ contextFree: true }),
  },
  framedKey: {
    what: 'the message is signed with a key that no member has',
    section: '6.1',
    problem: 'signature',
    edits: ({ suite }) => ({ signer: generateSignatureKeys(suite) }),
  },
  staleEpoch: {
    what: 'the message says that it is for the epoch before the current one',
    section: '12.4.2',
    problem: 'epoch',
    edits: ({ context }) => {
      if (context.epoch === 0n) throw new RangeError('expected a group that is beyond epoch 0')
      return { content: (content) => ({ ...content, epoch: content.epoch - 1n }) }
    },
  },
  futureEpoch: {
    what: 'the message says that it is for the epoch after the current one',
    section: '12.4.2',
    problem: 'epoch',
    edits: () => ({ content: (content) => ({ ...content, epoch: content.epoch + 1n }) }),
  },
  otherGroup: {
    what: 'the message names another group',
    section: '6.1',
    problem: 'group-id',
    edits: () => ({ content: (content) => ({ ...content, group_id: flipped(content.group_id) }) }),
  },
  senderOutOfRange: {
    what: "the sender's leaf index lies outside the tree",
    section: '6.1',
    problem: 'sender',
    edits: (framer) => fromLeaf(leavesOf(framer).length),
  },
  senderRemoved: {
    what: "the sender's leaf is blank, as that of a removed member",
    section: '6.1',
    problem: 'sender',
    edits: (framer) => {
      const blank = leavesOf(framer).findIndex((present) => !present)
      if (blank < 0) throw new RangeError('expected a group with a blank leaf in its tree')
      return fromLeaf(blank)
    },
  },
  senderOther: {
    what: "the sender's leaf index is that of another member, whose key did not sign",
    section: '6.1',
    problem: 'signature',
    edits: (framer) => {
      const other = leavesOf(framer).findIndex((present, leaf) => present && leaf !== framer.group.leafIndex)
      if (other < 0) throw new RangeError('expected a group with another member')
      return fromLeaf(other)
    },
  },
  membershipTag: {
    what: 'the membership tag is of the right length, and wrong in one bit',
    section: '6.2',
    problem: 'member',
    edits: () => ({ membershipTag: flipped }),
  },
} satisfies Record<string, WrongFraming>

function fromLeaf(leaf_index: number): FramingEdits {
  return { content: (content) => ({ ...content, sender: { sender_type: 'member', leaf_index } }) }
}

/** Whether there is a member at each leaf of the tree. */
function leavesOf({ group }: Framer): boolean[] {
  const tree = treeOf(decode(RatchetTree, group.ratchetTree))
  return Array.from({ length: capacity(tree) }, (_, leaf) => leafAt(tree, leaf) !== null)
}

/** References of proposals (RFC 9420, 5.2 and 12.4), which are those of the AuthenticatedContents that hold them. */
import { encode, hexText, opaque } from '../../../src/codec/index.js'
import { type Draft, drafts } from '../../../src/drafts/ids.js'
import { labelPrefix } from '../../../src/mls/sign.js'
import { supportedSuites } from '../../../src/mls/suites.js'
import {
  appDataProposals,
  AuthenticatedContent,
  componentIds,
  FramedContent,
  GroupContext,
  MLSMessage,
  Proposal,
  proposalTypes,
  PublicMessage,
  wireFormats,
} from '../../../src/mls/wire/index.js'
import { ParticipantListUpdate } from '../../../src/wire/participant-list.js'
import type { ReferenceCase, ReferenceFile } from '../types.js'
import { type Group, groupOf } from './group.js'
import { keyPackageOf } from './key-packages.js'
import { privateHex } from './keys.js'
import { notesOn } from './notes.js'
import { type Framed, hubProposal, memberProposal } from './proposals.js'
import { caseOf, type Kind, type Referable, referenceNotes, wrongReferences } from './references.js'
import { suitesInDepth } from './signatures.js'

const kind: Kind = { struct: 'MLSMessage', codec: MLSMessage['06'], label: `${labelPrefix}Proposal Reference` }

const removeBob: Proposal = { proposal_type: proposalTypes.remove, removed: 1 }
const addCarol = (suite: number): Proposal => ({ proposal_type: proposalTypes.add, key_package: keyPackageOf(suite) })
const leave: Proposal = { proposal_type: appDataProposals.self_remove }
const changeParticipants: Proposal = {
  proposal_type: appDataProposals.app_data_update,
  component_id: componentIds.participant_list,
  op: 'update',
  update: encode(ParticipantListUpdate, { changedRoleParticipants: [], removedIndices: [1], addedParticipants: [] }),
}

function referable(group: Group, { message, context }: Framed): Referable {
  const { suite } = group
  const { content, auth } = message
  const wire_format = wireFormats.mls_public_message
  return {
    suite,
    value: { version: 1, wire_format, public_message: message },
    content: encode(AuthenticatedContent['06'], { wire_format, content, auth }),
    groupContext: context ? encode(GroupContext, context) : new Uint8Array(),
    keys: {
      aliceSignaturePrivateKey: privateHex(group.aliceKeys),
      hubSignaturePublicKey: hexText(group.hubKeys.publicKey),
      hubSignaturePrivateKey: privateHex(group.hubKeys),
      aliceSignaturePublicKey: hexText(group.aliceKeys.publicKey),
      membershipKey: hexText(group.membershipKey),
    },
  }
}

function fileOf(of: readonly Draft[], sections: readonly string[], cases: readonly ReferenceCase[]): ReferenceFile {
  return {
    format: 'mimicry-crypto-vectors/1',
    drafts: of,
    object: 'ProposalRef',
    operation: 'reference',
    sections: ['RFC 9420, 5.2', ...sections],
    notes: notesOn(referenceNotes, cases),
    cases,
  }
}

/** The proposals of RFC 9420, which every draft has. */
export function proposalReferences(): ReferenceFile {
  return fileOf(
    drafts,
    [],
    [
      ...supportedSuites.flatMap((suite) => {
        const group = groupOf('01', suite)
        return [
          caseOf(kind, referable(group, memberProposal(group, addCarol(suite))), {
            id: 'member-add',
            comment: 'Alice proposes to add Carol: signed with the GroupContext, which is not hashed',
          }),
          caseOf(kind, referable(group, hubProposal(group, removeBob)), {
            id: 'hub-remove',
            comment: 'the hub proposes to remove Bob: an external sender signs no GroupContext',
          }),
        ]
      }),
      ...suitesInDepth.flatMap(wrong),
    ],
  )
}

/** Those of mls-extensions-09 that 06 uses. */
export function extensionProposalReferences(): ReferenceFile {
  return fileOf(
    ['06'],
    ['mls-extensions-09, 4.7 and 6.3'],
    suitesInDepth.flatMap((suite) => {
      const group = groupOf('06', suite)
      return [
        caseOf(kind, referable(group, memberProposal(group, leave)), {
          id: 'self-remove',
          comment: 'Alice wants to leave: SelfRemove comes by reference only',
        }),
        caseOf(kind, referable(group, hubProposal(group, changeParticipants)), {
          id: 'app-data-update',
          comment: 'the hub proposes a change of the participant list',
        }),
      ]
    }),
  )
}

function wrong(suite: number): ReferenceCase[] {
  const group = groupOf('01', suite)
  const framed = memberProposal(group, addCarol(suite))
  const { message } = framed
  const object = referable(group, framed)
  const proposal = 'proposal' in message.content ? message.content.proposal : removeBob
  return wrongReferences(kind, object, `${labelPrefix}KeyPackage Reference`, [
    { id: 'message-hashed', comment: 'the MLSMessage is hashed', content: encode(kind.codec, object.value) },
    {
      id: 'public-message-hashed',
      comment: 'the PublicMessage is hashed: no wire_format before, but a membership_tag behind',
      content: encode(PublicMessage['06'], message),
    },
    {
      id: 'content-hashed',
      comment: 'the FramedContent is hashed',
      content: encode(FramedContent['06'], message.content),
    },
    {
      id: 'tag-hashed',
      comment: 'the membership_tag is hashed with the AuthenticatedContent',
      content: Uint8Array.of(
        ...object.content,
        ...encode(opaque, 'membership_tag' in message ? message.membership_tag : new Uint8Array()),
      ),
    },
    { id: 'proposal-hashed', comment: 'the Proposal alone is hashed', content: encode(Proposal['06'], proposal) },
  ])
}

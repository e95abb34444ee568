/** update (5.3). No structure of it begins with a protocol byte (R-W22). */
import { arm, derive, enumeration, nested, optional, outOfBand, struct, uint64, utf8, vector } from '../codec/index.js'
import { GroupInfo, PartialGroupInfo, ProposalRef, PublicMessage } from '../mls/wire/index.js'
import { MLSMessage, RatchetTreeOption, Welcome } from '../mls/wire/index.js'
import { byDraft, type Table } from './by-draft.js'
import { handshakeMessage, isHandshake, kindOf } from './message-kind.js'

const GroupInfoRepresentation = enumeration(1, { reserved: 0, full: 1, partial: 2 }, { reserved: ['reserved'] })

const groupInfoOption = struct('GroupInfoOption', { representation: GroupInfoRepresentation }).select(
  'representation',
  { full: { groupInfo: GroupInfo }, partial: { partialGroupInfo: PartialGroupInfo } },
)
export const GroupInfoOption = byDraft({ '01': null, '02ed': null, '06': groupInfoOption })

/** Reading R-W13: the content type of an MLSMessage is that of the PublicMessage or SemiPrivateMessage inside it. */
const handshakeKind = derive(
  'proposalOrCommit.content.content_type',
  ({ proposalOrCommit }: { proposalOrCommit: MLSMessage }) => {
    const kind = kindOf(proposalOrCommit)
    return kind !== null && isHandshake(kind) ? kind : null
  },
  'proposalOrCommit',
)

/** The Welcome and the GroupInfo are bare (R-W24), and both leave out the ratchet tree. */
function handshakeBundles(messages: Table<MLSMessage>) {
  return byDraft({
    '01': null,
    '02ed': struct('HandshakeBundle', { proposalOrCommit: handshakeMessage(messages['02ed']) }).select(handshakeKind, {
      commit: {
        welcome: optional(Welcome),
        groupInfo: GroupInfo,
        ratchetTreeOption: RatchetTreeOption['02ed'],
      },
      proposal: { moreProposals: vector(messages['02ed']) },
    }),
    '06': struct('HandshakeBundle', { proposalOrCommit: handshakeMessage(messages['06']) }).select(handshakeKind, {
      commit: {
        welcome: optional(Welcome),
        groupInfoOption,
        ratchetTreeOption: RatchetTreeOption['06'],
      },
      proposal: { moreProposals: vector(messages['06']) },
    }),
  })
}

/** Reading R-W23: 01 sends the PublicMessage bare; the hub adds the MLSMessage header when it fans out. */
const inline = struct('UpdateRequest', {}).select(outOfBand('room.protocol', 'mls10'), {
  mls10: arm({ proposalOrCommit: PublicMessage['01'] }).select(nested('proposalOrCommit.content.content_type'), {
    commit: {
      welcome: optional(Welcome),
      groupInfo: GroupInfo,
      ratchetTreeOption: RatchetTreeOption['01'],
    },
    proposal: { moreProposals: vector(PublicMessage['01']) },
  }),
})

/** The update structures around the MLSMessages of a run (readings choose whether there are SemiPrivateMessages). */
export function updateRequests(messages: Table<MLSMessage>) {
  const bundles = handshakeBundles(messages)
  return {
    HandshakeBundle: bundles,
    UpdateRequest: byDraft({
      '01': inline,
      '02ed': struct('UpdateRequest', {}).select(outOfBand('room.protocol', 'mls10'), {
        mls10: { bundle: bundles['02ed'] },
      }),
      '06': struct('UpdateRequest', {}).select(outOfBand('room.protocol', 'mls10'), {
        mls10: { bundle: bundles['06'] },
      }),
    }),
  }
}

export const { HandshakeBundle, UpdateRequest } = updateRequests(MLSMessage)

const UpdateResponseCode = enumeration(1, { success: 0, wrongEpoch: 1, notAllowed: 2, invalidProposal: 3 })

/** Reading R-W03: `string` is UTF-8 behind a length. */
const answer = { responseCode: UpdateResponseCode, errorDescription: utf8 }
const refusals = {
  wrongEpoch: { currentEpoch: uint64 },
  notAllowed: {},
  invalidProposal: { invalidProposals: vector(ProposalRef) },
}

const untilRenamed = struct('UpdateRoomResponse', answer).select('responseCode', {
  success: { acceptedTimestamp: uint64 },
  ...refusals,
})

/** Timestamps are milliseconds since the UNIX epoch. */
export const UpdateRoomResponse = byDraft({
  '01': untilRenamed,
  '02ed': untilRenamed,
  '06': struct('UpdateRoomResponse', answer).select('responseCode', {
    success: { accepted_timestamp: uint64 },
    ...refusals,
  }),
})

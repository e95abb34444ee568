/** groupInfo (5.6). */
import { arm, enumeration, nested, opaque, optional, struct, uint64, vector } from '../codec/index.js'
import { CipherSuite, HPKEPublicKey, SignaturePublicKey } from '../mls/wire/index.js'
import { Credential, ExternalSender, GroupInfo, HPKECiphertext } from '../mls/wire/index.js'
import { MLSMessage, RatchetTreeOption } from '../mls/wire/index.js'
import { byDraft, type Table } from './by-draft.js'
import { Protocol } from './common.js'

const requester = {
  cipher_suite: CipherSuite,
  requestingSignatureKey: SignaturePublicKey,
  requestingCredential: Credential,
}
const encrypted = { ...requester, groupInfoPublicKey: HPKEPublicKey }

/** An empty joining code is none. */
const proof = { joiningCode: opaque, signature: opaque }

const request = struct('GroupInfoRequest', { protocol: Protocol })
const plainRequest = request.select('protocol', { mls10: { ...requester, ...proof } })
export const GroupInfoRequest = byDraft({
  '01': plainRequest,
  '02ed': plainRequest,
  '06': request.select('protocol', { mls10: { ...encrypted, ...proof } }),
})

/** Reading R-W06: the code is optional in the signed form, absent where the sent one is empty. */
const tbs = struct('GroupInfoRequestTBS', { protocol: Protocol })
const plainTbs = tbs.select('protocol', { mls10: { ...requester, joiningCode: optional(opaque) } })
export const GroupInfoRequestTBS = byDraft({
  '01': plainTbs,
  '02ed': plainTbs,
  '06': tbs.select('protocol', { mls10: { ...encrypted, joiningCode: optional(opaque) } }),
})

/** The other dialect of R-W06, which a verifier tries second: the code signed as it is sent. */
const literalTbs = tbs.select('protocol', { mls10: { ...requester, joiningCode: opaque } })
export const GroupInfoRequestTBSAsSent = byDraft({
  '01': literalTbs,
  '02ed': literalTbs,
  '06': tbs.select('protocol', { mls10: { ...encrypted, joiningCode: opaque } }),
})

const GroupInfoCode = enumeration(
  1,
  { reserved: 0, success: 1, notAuthorized: 2, noSuchRoom: 3 },
  { reserved: ['reserved'] },
)

/** Reading R-W11: the field is `version` where the select says `protocol`. `room_id` is the room's URI (R-W19). */
const readable = (draft: '01' | '02ed') => ({
  cipher_suite: CipherSuite,
  room_id: opaque,
  hub_sender: ExternalSender,
  groupInfo: GroupInfo,
  ratchetTreeOption: RatchetTreeOption[draft],
})
const answer = { version: Protocol, status: GroupInfoCode }
const nothing = { notAuthorized: {}, noSuchRoom: {} }

/** Reading R-W17: the grammar of 01 and 02ed has every field in a refusal too; nothing follows the status here. */
const readableResponse = (draft: '01' | '02ed') =>
  struct('GroupInfoResponse', answer).select('status', {
    success: arm({}).select(nested('version'), { mls10: { ...readable(draft), signature: opaque } }),
    ...nothing,
  })

const readableTbs = (draft: '01' | '02ed') =>
  struct('GroupInfoResponseTBS', answer).select('version', { mls10: readable(draft) })

const addressedAnswer = { version: Protocol, room_id: opaque, status: GroupInfoCode }
const sealed = {
  cipher_suite: CipherSuite,
  hub_sender: ExternalSender,
  encrypted_groupinfo_and_tree: HPKECiphertext,
}

export const GroupInfoResponse = byDraft({
  '01': readableResponse('01'),
  '02ed': readableResponse('02ed'),
  '06': struct('GroupInfoResponse', addressedAnswer).select('status', {
    success: arm({}).select(nested('version'), { mls10: { ...sealed, signature: opaque } }),
    ...nothing,
  }),
})

/** What the hub signs, under the label of the same name; only a success is ever signed. */
export const GroupInfoResponseTBS = byDraft({
  '01': readableTbs('01'),
  '02ed': readableTbs('02ed'),
  '06': struct('GroupInfoResponseTBS', addressedAnswer).select('version', { mls10: sealed }),
})

/** The grammar of 01 and 02ed taken literally: a refusal too with every field (R-W17), to be tried second. */
const literalResponse = (draft: '01' | '02ed') =>
  struct('GroupInfoResponse', answer).select('version', { mls10: { ...readable(draft), signature: opaque } })
export const GroupInfoResponseAlwaysFull = byDraft({
  '01': literalResponse('01'),
  '02ed': literalResponse('02ed'),
  '06': null,
})

/** Under which 06 encrypts a group info to the requester's groupInfoPublicKey, the room_id as context (R-W19). */
export const groupInfoEncryptionLabel = 'GroupInfo and ratchet_tree encryption'

/** A proposal that waits for a commit, and when the hub accepted it, in milliseconds (R-W37). */
export function pendingProposals(messages: Table<MLSMessage>) {
  const PendingProposal = struct('PendingProposal', { proposal: messages['06'], hub_accepted_time: uint64 })
  const GroupInfoRatchetTreeTBE = struct('GroupInfoRatchetTreeTBE', {
    groupInfo: GroupInfo,
    ratchetTreeOption: RatchetTreeOption['06'],
    pending_proposals: vector(PendingProposal),
  })
  return {
    PendingProposal: byDraft({ '01': null, '02ed': null, '06': PendingProposal }),
    /** What `encrypted_groupinfo_and_tree` holds. */
    GroupInfoRatchetTreeTBE: byDraft({ '01': null, '02ed': null, '06': GroupInfoRatchetTreeTBE }),
  }
}

export const { PendingProposal, GroupInfoRatchetTreeTBE } = pendingProposals(MLSMessage)

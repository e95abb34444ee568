/** What somebody who wants to join asks of the hub, and what the hub serves (5.6). */
import { decode, encode } from '../../codec/index.js'
import { byDraft } from '../../drafts/by-draft.js'
import type { Draft } from '../../drafts/ids.js'
import type { Device } from '../../mls/device.js'
import { openWithLabel } from '../../mls/hpke.js'
import { generateKeys, type KeyPair } from '../../mls/keys.js'
import { signWithLabel } from '../../mls/sign.js'
import { suiteOf } from '../../mls/suites.js'
import {
  GroupInfo,
  type HPKECiphertext,
  MLSMessage,
  RatchetTree,
  type RatchetTreeOption,
} from '../../mls/wire/index.js'
import {
  groupInfoEncryptionLabel,
  GroupInfoRatchetTreeTBE,
  GroupInfoRequestTBS,
  GroupInfoRequestTBSAsSent,
  GroupInfoResponseTBS,
} from '../../wire/group-info.js'
import type { Readings } from '../../drafts/readings.js'
import type { Responses } from '../endpoints.js'
import type { GroupInfoOptions, OpenedGroupInfo } from '../hosted-room.js'

const utf8 = new TextEncoder()

export type RequestOptions = Pick<GroupInfoOptions, 'joiningCode' | 'suite' | 'signature' | 'label' | 'fields'>

/** A request's value, and the keys to which the answer is encrypted in 06. */
export interface AskedGroupInfo {
  request: object
  suite: number
  keys: KeyPair
}

/** GroupInfoRequest, signed by the device. */
export function askForGroupInfo(
  draft: Draft,
  device: Device,
  { signedJoiningCode }: Pick<Readings, 'signedJoiningCode'>,
  options: RequestOptions = {},
): AskedGroupInfo {
  const { joiningCode = new Uint8Array(), suite = device.suite, signature = identity, fields = {} } = options
  const { publicKey, privateKey } = device.signatureKeys(suite)
  const keys = generateKeys(suiteOf(suite).kem)
  const request = {
    protocol: 'mls10' as const,
    cipher_suite: suite,
    requestingSignatureKey: publicKey,
    requestingCredential: device.credentialFor(suite),
    groupInfoPublicKey: keys.publicKey,
    ...fields,
  }
  const content = signedForms[signedJoiningCode](draft, request, joiningCode)
  const signed = signWithLabel(suite, privateKey, options.label ?? 'GroupInfoRequestTBS', content)
  return { request: { ...request, joiningCode, signature: signature(signed, content) }, suite, keys }
}

/** Reading R-W06. */
const signedForms: Readonly<
  Record<Readings['signedJoiningCode'], (draft: Draft, request: object, code: Uint8Array) => Uint8Array>
> = {
  optional: (draft, request, code) =>
    encode<unknown>(GroupInfoRequestTBS[draft], { ...request, joiningCode: code.length === 0 ? null : code }),
  'as-sent': (draft, request, code) =>
    encode<unknown>(GroupInfoRequestTBSAsSent[draft], { ...request, joiningCode: code }),
}

function identity(signature: Uint8Array): Uint8Array {
  return signature
}

type Served = Extract<NonNullable<Responses['groupInfo']>, { status: 'success' }>

/** Group info and tree as they are inside of an answer. */
interface Contents {
  groupInfo: GroupInfo
  ratchetTreeOption: RatchetTreeOption
  pending_proposals: readonly { proposal: MLSMessage; hub_accepted_time: bigint }[]
}

/** In 01 and 02ed in the clear, in 06 under the requester's key, the room's URI as context (R-W19). */
const contentsOf = byDraft({ '01': clearContents, '02ed': clearContents, '06': sealedContents })

/**
 * @throws RangeError for a refusal, and for what cannot be decrypted
 * @throws CodecError for what is not well formed inside
 */
export function openGroupInfo(
  draft: Draft,
  room: string,
  value: Responses['groupInfo'] | null,
  asked: AskedGroupInfo,
): OpenedGroupInfo {
  if (value?.status !== 'success') throw new RangeError(`expected a group info, got ${value?.status ?? 'no answer'}`)
  const { groupInfo, ratchetTreeOption, pending_proposals } = contentsOf[draft](value, room, asked)
  const ratchetTree = ratchetTreeOption.representation === 'full' ? ratchetTreeOption.ratchet_tree : null
  return {
    groupInfo,
    groupInfoBytes: encode(GroupInfo, groupInfo),
    context: groupInfo.group_context,
    epoch: groupInfo.group_context.epoch,
    ratchetTree,
    ratchetTreeBytes: ratchetTree && encode(RatchetTree, ratchetTree),
    hubSender: value.hub_sender,
    pendingProposals: pending_proposals.map(({ proposal, hub_accepted_time }) => ({
      proposal: encode(MLSMessage[draft], proposal),
      hubAcceptedTime: hub_accepted_time,
    })),
    signed: {
      content: encode<unknown>(GroupInfoResponseTBS[draft], value),
      signature: value.signature,
      suite: value.cipher_suite,
    },
  }
}

function clearContents(served: Served): Contents {
  if (!('groupInfo' in served)) throw new RangeError('expected a group info in the clear')
  return { groupInfo: served.groupInfo, ratchetTreeOption: served.ratchetTreeOption, pending_proposals: [] }
}

function sealedContents(served: Served, room: string, { suite, keys }: AskedGroupInfo): Contents {
  if (!('encrypted_groupinfo_and_tree' in served)) throw new RangeError('expected an encrypted group info')
  return decode(GroupInfoRatchetTreeTBE['06'], unsealed(suite, keys, room, served.encrypted_groupinfo_and_tree))
}

function unsealed(suite: number, keys: KeyPair, room: string, sealed: HPKECiphertext): Uint8Array {
  try {
    return openWithLabel(suite, keys, groupInfoEncryptionLabel, utf8.encode(room), sealed)
  } catch (cause) {
    throw new RangeError(
      'encrypted_groupinfo_and_tree does not open with groupInfoPublicKey, the label of 5.6 and the room_id as context',
      { cause },
    )
  }
}

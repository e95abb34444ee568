/** Request values for rooms: what a member, or somebody who wants to become one, asks of the hub. */
import { decode, encode } from '../codec/index.js'
import { byDraft } from '../drafts/by-draft.js'
import type { Draft } from '../drafts/ids.js'
import type { Device } from '../mls/device.js'
import type { PendingCommit } from '../mls/engine.js'
import { signWithLabel } from '../mls/sign.js'
import { GroupInfo, MLSMessage, RatchetTree } from '../mls/wire/index.js'
import { GroupInfoRequestTBS } from '../wire/group-info.js'
import { uri } from './builders.js'

interface CommitParts {
  message: MLSMessage
  groupInfo: GroupInfo
  rest: object
}

/** 01 has the PublicMessage bare (R-W23), the others an MLSMessage in a bundle. */
const commits = byDraft({
  '01': ({ message, groupInfo, rest }: CommitParts): object => ({
    proposalOrCommit: 'public_message' in message ? message.public_message : null,
    groupInfo,
    ...rest,
  }),
  '02ed': ({ message, groupInfo, rest }: CommitParts): object => ({
    bundle: { proposalOrCommit: message, groupInfo, ...rest },
  }),
  '06': ({ message, groupInfo, rest }: CommitParts): object => ({
    bundle: { proposalOrCommit: message, groupInfoOption: { representation: 'full', groupInfo }, ...rest },
  }),
})

/** UpdateRequest with a commit and what belongs to it (5.3). */
export function updateRequest(draft: Draft, { commit, welcome, groupInfo, ratchetTree }: PendingCommit): object {
  const newcomers = welcome && decode(MLSMessage[draft], welcome)
  return commits[draft]({
    message: decode(MLSMessage[draft], commit),
    groupInfo: decode(GroupInfo, groupInfo),
    rest: {
      welcome: newcomers && 'welcome' in newcomers ? newcomers.welcome : null,
      ratchetTreeOption: { representation: 'full', ratchet_tree: decode(RatchetTree, ratchetTree) },
    },
  })
}

/** SubmitMessageRequest with an application message, which is an encoded MLSMessage (5.4). */
export function submitMessageRequest(draft: Draft, message: Uint8Array, sender: string): object {
  return { protocol: 'mls10', appMessage: decode(MLSMessage[draft], message), sendingUri: uri(sender) }
}

/** GroupInfoRequest, signed by the device (5.6). */
export function groupInfoRequest(draft: Draft, device: Device, joiningCode = new Uint8Array()): object {
  const { suite, credential } = device
  const { publicKey, privateKey } = device.signatureKeys(suite)
  const [keyPackage] = device.keyPackages(1)
  const request = {
    protocol: 'mls10' as const,
    cipher_suite: suite,
    requestingSignatureKey: publicKey,
    requestingCredential: credential,
    groupInfoPublicKey: keyPackage?.keyPackage.init_key ?? publicKey,
  }
  const code = joiningCode.length === 0 ? null : joiningCode
  const content = encode<unknown>(GroupInfoRequestTBS[draft], { ...request, joiningCode: code })
  return { ...request, joiningCode, signature: signWithLabel(suite, privateKey, 'GroupInfoRequestTBS', content) }
}

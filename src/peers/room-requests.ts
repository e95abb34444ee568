/** Request values for rooms: what a member, or somebody who wants to become one, asks of the hub. */
import { decode } from '../codec/index.js'
import { byDraft } from '../drafts/by-draft.js'
import type { Draft } from '../drafts/ids.js'
import { defaultReadings } from '../drafts/readings.js'
import type { Device } from '../mls/device.js'
import type { PendingCommit } from '../mls/engine.js'
import { GroupInfo, MLSMessage, RatchetTree } from '../mls/wire/index.js'
import { uri } from './builders.js'
import { askForGroupInfo } from './hosting/group-info.js'

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
export function groupInfoRequest(draft: Draft, device: Device, joiningCode?: Uint8Array): object {
  return askForGroupInfo(draft, device, defaultReadings, { joiningCode }).request
}

import { describe, expect, it } from 'vitest'
import { decode, encode } from '../../codec/index.js'
import { byDraft } from '../../drafts/by-draft.js'
import type { Draft } from '../../drafts/ids.js'
import { drafts } from '../../drafts/ids.js'
import { joinExternally } from '../engine.js'
import { externalProposal, newMemberProposal } from '../external-proposal.js'
import { basicCredential } from '../credential.js'
import { generateSignatureKeys } from '../sign.js'
import { appSyncProposal, defaultAppRules, withApplicationState } from '../wire/app-state.js'
import { ExternalSenders, GroupInfo } from '../wire/group-info.js'
import type { Extension } from '../wire/leaf-node.js'
import type { Proposal } from '../wire/proposal.js'
import type { PublicMessage } from '../wire/public-message.js'
import { PartialGroupInfo } from '../wire/ratchet-tree-option.js'
import { RatchetTree } from '../wire/ratchet-tree.js'
import { extensionTypes } from '../wire/registries.js'
import {
  bundleOf,
  device,
  groupId,
  invite,
  land,
  member,
  open,
  openRoom,
  publicMessage,
  type Room,
} from './test-rig.js'

/** Numbers from a seed (mulberry32), so that a group that fails can be had again. */
function numbers(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

const appSync: Proposal = appSyncProposal(
  { applicationId: 1, stateType: 'irreducible', newState: { element: Uint8Array.of(7) } },
  defaultAppRules,
)
const appDataUpdate: Proposal = { proposal_type: 8, component_id: 0x22, op: 'update', update: Uint8Array.of(7) }
/** What changes application state. */
const change = byDraft({ '01': appSync, '02ed': appSync, '06': appDataUpdate })

const hub = generateSignatureKeys(1)
const senders: Extension = {
  extension_type: extensionTypes.external_senders,
  extension_data: encode(ExternalSenders, [
    { signature_key: hub.publicKey, credential: basicCredential('mimi://b.example/') },
  ]),
}
const extensions = withApplicationState(
  [senders],
  { applicationId: 1, stateType: 'irreducible', state: { element: Uint8Array.of(0) } },
  defaultAppRules,
)
/** The extensions of epoch 0: 06 has no application_states. */
const initial = byDraft({ '01': extensions, '02ed': extensions, '06': [senders] })

/** The follower and everybody in the room have the same state, and so has whoever opens it now. */
function expectAgreement({ follower, members, draft }: Room, groupInfo: Uint8Array): void {
  for (const { group } of members.values()) {
    expect(group.context).toEqual(follower.context)
    expect(group.ratchetTree).toEqual(encode(RatchetTree, follower.ratchetTree))
  }
  follower.checkGroupInfo(decode(GroupInfo, groupInfo))
  const opened = open(draft, groupInfo, encode(RatchetTree, follower.ratchetTree))
  expect(opened.context).toEqual(follower.context)
  expect(opened.members).toEqual(follower.members)
}

describe.each(drafts)('following random groups (%s)', (draft: Draft) => {
  it.each([1, 2, 3, 4, 5])('agrees with all members after each of 14 commits (seed %i)', async (seed) => {
    const below = numbers(seed)
    const room = await openRoom(draft, device(draft, 'creator'), initial[draft])
    await invite(room, 'creator', ['a', 'b', 'c'])
    let newcomers = 0
    const anyone = () => [...room.members.keys()][below(room.members.size)] ?? 'creator'
    const another = (name: string) => {
      const others = [...room.members.keys()].filter((key) => key !== name)
      return others[below(others.length)]
    }
    for (let commit = 0; commit < 14; commit++) {
      const committer = anyone()
      const group = member(room, committer)
      const other = another(committer)
      const proposals: PublicMessage[] = []
      const tell = async (bytes: Uint8Array, sender: string | null) => {
        for (const [name, entry] of room.members) if (name !== sender) await entry.group.process(bytes)
        const message = publicMessage(draft, bytes)
        room.follower.verifyProposal(message)
        proposals.push(message)
      }
      const act = other === undefined ? 0 : below(8)
      switch (act) {
        case 0:
        case 1: {
          const names = Array.from({ length: 1 + below(3) }, () => `newcomer${newcomers++}`)
          await invite(room, committer, names)
          expectAgreement(room, await group.groupInfo())
          continue
        }
        case 2: {
          const pending = await group.commit({
            remove: [member(room, other ?? '').leafIndex],
            proposals: [change[draft]],
          })
          await land(room, committer, pending)
          expectAgreement(room, pending.groupInfo)
          continue
        }
        case 3:
          await tell(await member(room, other ?? '').proposeUpdate(), other ?? '')
          break
        case 4:
          await tell(await member(room, other ?? '').proposeSelfRemove(), other ?? '')
          break
        case 5: {
          const removed = member(room, other ?? '').leafIndex
          const epoch = room.follower.epoch
          const sender = { draft, suite: 1, privateKey: hub.privateKey, groupId, epoch, senderIndex: 0 }
          await tell(externalProposal({ ...sender, proposal: { proposal_type: 3, removed } }), null)
          await tell(await group.propose(change[draft]), committer)
          break
        }
        case 6: {
          const leaving = other ?? ''
          const selfRemove = await member(room, leaving).proposeSelfRemove()
          await tell(selfRemove, leaving)
          const name = `joiner${newcomers++}`
          const joiner = device(draft, name)
          const groupInfo = await group.groupInfo()
          const ratchetTree = group.ratchetTree
          const join = { device: joiner, groupInfo, ratchetTree, references: [selfRemove], proposals: [change[draft]] }
          const joined = await joinExternally(join)
          const staged = await land(room, name, joined.pending, proposals)
          expect(staged).toMatchObject({ external: true, added: [], removed: [{}] })
          room.members.set(name, { device: joiner, group: joined.group })
          expectAgreement(room, joined.pending.groupInfo)
          continue
        }
        case 7: {
          // Somebody who has lost its state comes back.
          const lost = other ?? ''
          const { device: joiner, group: old } = room.members.get(lost) ?? { device: device(draft, lost), group }
          const groupInfo = await group.groupInfo()
          const ratchetTree = group.ratchetTree
          room.members.delete(lost)
          const joined = await joinExternally({ device: joiner, groupInfo, ratchetTree, replaces: old.leafIndex })
          await land(room, lost, joined.pending)
          room.members.set(lost, { device: joiner, group: joined.group })
          expectAgreement(room, joined.pending.groupInfo)
          continue
        }
      }
      const pending = await group.commit()
      const staged = await land(room, committer, pending, proposals)
      expect(staged.proposals.map(({ message }) => message)).toEqual(proposals)
      expectAgreement(room, pending.groupInfo)
      const partial = decode(PartialGroupInfo, pending.partialGroupInfo)
      const { next, committerLeaf } = staged
      const made = next.groupInfoFrom(partial, next.confirmationTag, committerLeaf.leaf_index)
      expect(encode(GroupInfo, made)).toEqual(pending.groupInfo)
    }
    expect(room.follower.epoch).toBe(15n)
  })
})

describe('following', () => {
  it('takes a newcomer at its own request', async () => {
    const room = await openRoom('06', device('06', 'creator'))
    const newcomer = bundleOf(device('06', 'newcomer'))
    const { epoch } = room.follower
    const request = newMemberProposal({ draft: '06', groupId, epoch, keyPackage: newcomer })
    await member(room, 'creator').process(request)
    const message = publicMessage('06', request)
    room.follower.verifyProposal(message)
    const staged = await land(room, 'creator', await member(room, 'creator').commit(), [message])
    expect(staged.added).toEqual([{ leaf_index: 1, leaf_node: newcomer.keyPackage.leaf_node }])
    expect(staged.proposals[0]?.ref).toEqual(room.follower.proposalRef(message))
  })
})

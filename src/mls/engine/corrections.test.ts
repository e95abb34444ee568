/** Where ts-mls departs from RFC 9420 and mls-extensions-09, and what it does as it is corrected. */
import { describe, expect, it } from 'vitest'
import { decode, encode } from '../../codec/index.js'
import { type Draft, drafts } from '../../drafts/ids.js'
import { basicCredential } from '../credential.js'
import { createDevice, type Device } from '../device.js'
import { createGroup, EngineError, type Group, joinExternally, joinFromWelcome } from '../engine.js'
import { externalProposal } from '../external-proposal.js'
import { generateSignatureKeys } from '../sign.js'
import { SafeAAD } from '../wire/app-data.js'
import {
  applicationState,
  appSyncProposal,
  component,
  defaultAppRules,
  withApplicationState,
} from '../wire/app-state.js'
import { ExternalPub, ExternalSenders, GroupInfo } from '../wire/group-info.js'
import type { Extension } from '../wire/leaf-node.js'
import { MLSMessage } from '../wire/message.js'
import { appDataProposals, type Proposal, selfRemove } from '../wire/proposal.js'
import { PartialGroupInfo } from '../wire/ratchet-tree-option.js'
import { RatchetTree } from '../wire/ratchet-tree.js'
import { credentialTypes, extensionTypes, proposalTypes } from '../wire/registries.js'

const utf8 = new TextEncoder()
const groupId = utf8.encode('room')

function device(name: string, draft: Draft = '06', suite = 1): Device {
  return createDevice({ draft, suite, userUri: `mimi://b.example/u/${name}`, clientUri: `mimi://b.example/d/${name}` })
}

/** A group of so many members, each of whom has committed once: every parent node has keys. */
async function groupOf(size: number, extensions: Extension[] = [], draft: Draft = '06'): Promise<Group[]> {
  const members = [await createGroup(device('0', draft), { groupId, extensions })]
  for (let index = 1; index < size; index++) await join(members, device(`${index}`, draft))
  for (const member of members) await deliver(members, member, await member.update())
  return members
}

async function join(members: Group[], newcomer: Device, remove: number[] = []): Promise<Group> {
  const [bundle] = newcomer.keyPackages(1)
  const committer = members[0]
  if (!bundle || !committer) throw new Error('nobody can be added')
  const pending = await committer.commit({ add: [bundle.bytes], remove })
  await deliver(members, committer, pending)
  const { welcome, ratchetTree } = pending
  if (!welcome) throw new Error('no Welcome')
  const group = await joinFromWelcome({ draft: newcomer.draft, bundle, welcome, ratchetTree })
  members.push(group)
  return group
}

async function deliver(members: Group[], committer: Group | null, pending: { commit: Uint8Array; accepted(): void }) {
  const results = []
  for (const member of members) if (member !== committer) results.push(await member.process(pending.commit))
  pending.accepted()
  return results
}

function agree(members: readonly Group[]): void {
  for (const { epochAuthenticator } of members) expect(epochAuthenticator).toEqual(members[0]?.epochAuthenticator)
}

function commitIn(draft: Draft, bytes: Uint8Array) {
  const message = decode(MLSMessage[draft], bytes)
  if (!('public_message' in message) || message.public_message.content.content_type !== 'commit') {
    throw new Error('no commit')
  }
  return message.public_message.content.commit
}

const replaceExtensions = (extensions: Extension[]): Proposal => ({
  proposal_type: proposalTypes.group_context_extensions,
  extensions,
})

describe('external senders', () => {
  const [hub, other] = [generateSignatureKeys(1), generateSignatureKeys(1)]
  const senders = [other, hub].map(({ publicKey }) => ({
    signature_key: publicKey,
    credential: basicCredential('hub'),
  }))
  const extension_data = encode(ExternalSenders, senders)
  const extensions = [{ extension_type: extensionTypes.external_senders, extension_data }]
  const remove = (privateKey = hub.privateKey, senderIndex = 1, epoch = 5n, id = groupId) =>
    externalProposal({
      draft: '06',
      suite: 1,
      privateKey,
      groupId: id,
      epoch,
      senderIndex,
      proposal: { proposal_type: proposalTypes.remove, removed: 2 },
    })

  it('are a list, counted from zero (RFC 9420, 12.1.8.1)', async () => {
    const members = await groupOf(3, extensions)
    const [alice] = members
    if (!alice) throw new Error('nobody is there')
    expect(alice.epoch).toBe(5n)
    for (const member of members) expect(await member.process(remove())).toEqual({ kind: 'proposal' })
    const results = await deliver(members, alice, await alice.commit())
    expect(results.map((result) => 'removed' in result && result.removed)).toEqual([false, true])
    agree(members.slice(0, 2))
  })

  it('are refused with the key of another, beyond the list, and in another epoch or group (6.1)', async () => {
    const [alice] = await groupOf(3, extensions)
    const wrong = [remove(other.privateKey), remove(hub.privateKey, 2), remove(hub.privateKey, 1, 6n)]
    for (const message of [...wrong, remove(hub.privateKey, 1, 5n, utf8.encode('elsewhere'))]) {
      await expect(alice?.process(message)).rejects.toBeInstanceOf(EngineError)
    }
    expect(alice?.pending).toEqual([])
  })
})

describe('external_pub', () => {
  it('is a structure with one opaque<V>, and lets others in (RFC 9420, 12.4.3.2)', async () => {
    const members = await groupOf(3)
    const [alice] = members
    if (!alice) throw new Error('nobody is there')
    const groupInfo = await alice.groupInfo()
    const [external] = decode(GroupInfo, groupInfo).extensions
    expect(decode(ExternalPub, external?.extension_data ?? new Uint8Array()).external_pub).toHaveLength(32)
    const { ratchetTree } = alice
    const { group, pending } = await joinExternally({ device: device('dora'), groupInfo, ratchetTree })
    await deliver(members, null, pending)
    agree([...members, group])
    expect(group.leafIndex).toBe(3)
    const partial = decode(PartialGroupInfo, pending.partialGroupInfo)
    const { extensions, signature } = decode(GroupInfo, pending.groupInfo)
    expect(partial).toEqual({ ratchet_tree_presence: 'no_ratchet_tree', group_info_extensions: extensions, signature })
  })

  it('lets a member back in that has lost its state, in the place of its former leaf (12.4.3.2)', async () => {
    const members = await groupOf(3)
    const [alice, , cathy] = members
    if (!alice || !cathy) throw new Error('nobody is there')
    const { ratchetTree } = alice
    const back = { device: device('2'), groupInfo: await alice.groupInfo(), ratchetTree, replaces: cathy.leafIndex }
    await expect(joinExternally({ ...back, replaces: 7 })).rejects.toThrow('no member has leaf index 7')
    const { group, pending } = await joinExternally(back)
    const results = await deliver(members, null, pending)
    expect(results.at(-1)).toEqual({ kind: 'commit', removed: true })
    agree([...members.slice(0, 2), group])
    expect(group.leafIndex).toBe(2)
  })
})

describe('proposals that RFC 9420 does not have', () => {
  const value = utf8.encode('value')

  it('AppDataUpdate is a bare structure and takes effect in the GroupContext (mls-extensions-09, 4.7)', async () => {
    const members = await groupOf(3)
    const [alice, bob] = members
    const update = { proposal_type: appDataProposals.app_data_update, component_id: 0x23, op: 'update' } as const
    if (!alice || !bob) throw new Error('nobody is there')
    const pending = await alice.commit({ proposals: [{ ...update, update: value }] })
    expect(commitIn('06', pending.commit)).toMatchObject({
      proposals: [{ proposal: { component_id: 0x23 } }],
      path: null,
    })
    await deliver(members, alice, pending)
    agree(members)
    expect(component(bob.context.extensions, 0x23)).toEqual(value)
    const removal = await bob.propose({ ...update, op: 'remove' })
    for (const member of members) if (member !== bob) await member.process(removal)
    await deliver(members, alice, await alice.commit())
    agree(members)
    expect(component(bob.context.extensions, 0x23)).toBeNull()
    const nothingToRemove: Proposal = { ...update, op: 'remove' }
    await expect(alice.commit({ proposals: [nothingToRemove] })).rejects.toThrow('mls-extensions-09, 4.7')
  })

  it.each(['01', '02ed'] as const)('AppSync of draft %s, too (barnes-mls-appsync-00, 3)', async (draft) => {
    const state = { applicationId: 7, stateType: 'irreducible', state: { element: new Uint8Array() } } as const
    const members = await groupOf(2, withApplicationState([], state, defaultAppRules), draft)
    const [alice, bob] = members
    if (!alice || !bob) throw new Error('nobody is there')
    const sync = { applicationId: 7, stateType: 'irreducible', newState: { element: value } } as const
    const pending = await alice.commit({ proposals: [appSyncProposal(sync, defaultAppRules)] })
    await deliver(members, alice, pending)
    agree(members)
    expect(applicationState(bob.context.extensions, 7, defaultAppRules)).toEqual({
      ...state,
      state: { element: value },
    })
  })

  it.each(drafts)(
    'SelfRemove of draft %s removes its sender, by reference only (mls-extensions-09, 6.3)',
    async (draft) => {
      const members = await groupOf(3, [], draft)
      const [alice, bob, cathy] = members
      if (!alice || !bob || !cathy) throw new Error('nobody is there')
      const leave = await cathy.proposeSelfRemove()
      for (const member of [alice, bob]) await member.process(leave)
      // Its sender cannot commit it, and so commits without it.
      expect(commitIn(draft, (await cathy.commit()).commit).proposals).toEqual([])
      await expect(alice.commit({ proposals: [selfRemove[draft]] })).rejects.toThrow('by reference')
      const pending = await alice.commit()
      expect(commitIn(draft, pending.commit).path).not.toBeNull()
      expect(await deliver(members, alice, pending)).toEqual([
        { kind: 'commit', removed: false },
        { kind: 'commit', removed: true },
      ])
      agree([alice, bob])
    },
  )

  it('SelfRemove goes into external commits, but not one whose signature is not valid (mls-extensions-09, 6.3)', async () => {
    const members = await groupOf(3)
    const [alice, bob, cathy] = members
    if (!alice || !bob || !cathy) throw new Error('nobody is there')
    const leave = await cathy.proposeSelfRemove()
    for (const member of [alice, bob]) await member.process(leave)
    const given = { device: device('dora'), groupInfo: await alice.groupInfo(), ratchetTree: alice.ratchetTree }
    const { group, pending } = await joinExternally({ ...given, references: [leave] })
    expect((await deliver(members, null, pending)).at(-1)).toEqual({ kind: 'commit', removed: true })
    agree([alice, bob, group])
    expect(group.leafIndex).toBe(2)
    const later = { ...given, groupInfo: await alice.groupInfo(), ratchetTree: alice.ratchetTree }
    await expect(joinExternally({ ...later, references: [leave] })).rejects.toThrow('not valid in this epoch')
    const removal = await alice.proposeRemoval(1)
    await expect(joinExternally({ ...later, references: [removal] })).rejects.toThrow('SelfRemove proposals only')
  })
})

describe('GroupContextExtensions', () => {
  const senders = { extension_type: extensionTypes.external_senders, extension_data: Uint8Array.of(0) }

  it('alone need a path (RFC 9420, 12.4), and go with a Remove, whose path is encrypted in the new context (12.4.1)', async () => {
    const members = await groupOf(4)
    const [alice, bob] = members
    if (!alice || !bob) throw new Error('nobody is there')
    const alone = await alice.commit({ proposals: [replaceExtensions([senders])] })
    expect(commitIn('06', alone.commit).path).not.toBeNull()
    await deliver(members, alice, alone)
    agree(members)
    await deliver(members, bob, await bob.commit({ proposals: [replaceExtensions([])], remove: [3] }))
    agree(members.slice(0, 3))
    expect(alice.context.extensions).toEqual([])
  })

  it('must be supported by all members that stay, and by new ones (RFC 9420, 12.1.7, 12.2)', async () => {
    const members = await groupOf(2)
    const unknown = { extension_type: 0xf0f0, extension_data: new Uint8Array() }
    await expect(members[0]?.commit({ proposals: [replaceExtensions([unknown])] })).rejects.toThrow('support')
    const [bare] = device('dora').keyPackages(1, { capabilities: { extensions: [] } })
    const update = { proposal_type: appDataProposals.app_data_update, component_id: 1, op: 'update' } as const
    const proposals = [{ ...update, update: new Uint8Array() }]
    await expect(members[0]?.commit({ proposals, add: [bare?.bytes ?? new Uint8Array()] })).rejects.toThrow('support')
  })
})

describe('a commit', () => {
  it('has a path only where it must, or where it is asked for one (RFC 9420, 12.4)', async () => {
    const [alice] = await groupOf(2)
    const [bundle] = device('dora').keyPackages(1)
    if (!alice || !bundle) throw new Error('nobody is there')
    const path = async (options: Parameters<Group['commit']>[0]) =>
      commitIn('06', (await alice.commit(options)).commit).path !== null
    expect(await path({ add: [bundle.bytes] })).toBe(false)
    expect(await path({ add: [bundle.bytes], path: true })).toBe(true)
    expect(await path({ add: [bundle.bytes], remove: [1] })).toBe(true)
    expect(await path({})).toBe(true)
  })

  it('tells a member that it is removed even if its leaf is taken at once (RFC 9420, 12.3, 12.4.2)', async () => {
    const members = await groupOf(3)
    const [alice, bob, cathy] = members
    const dora = await join(members, device('dora'), [2])
    expect(dora.leafIndex).toBe(2)
    expect(cathy?.active).toBe(false)
    agree([alice, bob, dora].flatMap((group) => group ?? []))
  })

  it('refers to what it is told to, and carries authenticated data (RFC 9420, 12.4, 6.1)', async () => {
    const members = await groupOf(3)
    const [alice, bob, cathy] = members
    if (!alice || !bob || !cathy) throw new Error('nobody is there')
    const [first, second] = [await bob.proposeUpdate(), await alice.proposeRemoval(2)]
    for (const member of [alice, cathy]) await member.process(first)
    for (const member of [bob, cathy]) await member.process(second)
    const update = alice.pending.at(-1)
    const authenticatedData = encode(SafeAAD, { aad_items: [] })
    const pending = await alice.commit({ references: update ? [update] : [], authenticatedData })
    const message = decode(MLSMessage['06'], pending.commit)
    expect(message).toMatchObject({ public_message: { content: { authenticated_data: authenticatedData } } })
    await deliver(members, alice, pending)
    agree(members)
    // Its own Update has given Bob new keys, with which he reads on.
    await deliver(members, cathy, await cathy.update())
    agree(members)
  })

  it('cannot be accepted once the group has moved on', async () => {
    const [alice, bob] = await groupOf(2)
    if (!alice || !bob) throw new Error('nobody is there')
    const late = await alice.update()
    const winner = await bob.update()
    await alice.process(winner.commit)
    expect(() => late.accepted()).toThrow(EngineError)
  })
})

it('leaves may have X.509 credentials (RFC 9420, 5.3)', async () => {
  // Whether a certificate vouches for a key, the credential's reader decides; a group carries what it is given.
  const credential = { credential_type: credentialTypes.x509, certificates: [{ cert_data: Uint8Array.of(0x30, 0) }] }
  const members = await groupOf(2)
  const certified = createDevice({
    draft: '06',
    userUri: 'mimi://b.example/u/x',
    clientUri: 'mimi://b.example/d/x',
    certify: () => credential,
  })
  const newcomer = await join(members, certified)
  await deliver(members, newcomer, await newcomer.update())
  agree(members)
  expect(members[0]?.members.at(-1)?.leafNode.credential).toEqual(credential)
})

describe('a tree', () => {
  it('may have leaves that are unmerged at some nodes of their path only, and newcomers join it (RFC 9420, 7.9.2)', async () => {
    const members = await groupOf(4)
    const [alice, , , doug] = members
    if (!alice || !doug) throw new Error('nobody is there')
    await deliver(members, alice, await alice.remove([1]))
    const left = members.filter(({ active }) => active)
    await deliver(left, doug, await doug.update())
    for (const name of ['e', 'f', 'g']) await join(left, device(name))
    agree(left)
    const unmerged = decode(RatchetTree, alice.ratchetTree).flatMap((node) =>
      node?.node_type === 'parent' ? [node.parent_node.unmerged_leaves] : [],
    )
    expect(unmerged).toContainEqual([1])
    expect(encode(RatchetTree, decode(RatchetTree, alice.ratchetTree))).toEqual(alice.ratchetTree)
  })
})

import { describe, expect, it } from 'vitest'
import { decode, encode } from '../../codec/index.js'
import { defaultReadings } from '../../drafts/readings.js'
import { type Draft, drafts } from '../../drafts/ids.js'
import { joinExternally } from '../../mls/engine.js'
import { externalProposal } from '../../mls/external-proposal.js'
import { basicCredential } from '../../mls/credential.js'
import { withExtension } from '../../mls/wire/extensions.js'
import {
  ExternalSenders,
  extensionTypes,
  GroupInfo,
  MLSMessage,
  type Proposal,
  proposalTypes,
  RatchetTree,
} from '../../mls/wire/index.js'
import { appRules } from '../../wire/room-state/index.js'
import { refText } from '../store/keys.js'
import { roomOf } from './room.js'
import { alice, bob, bundleOf, cathy, domain, HubRig, joined } from './test-rig.js'

const dave = 'mimi://d.example/u/dave'

/** mls-extensions: -04 and -09. */
const selfRemove: Readonly<Record<Draft, Proposal>> = {
  '01': { proposal_type: 0x0c },
  '02ed': { proposal_type: 0x0c },
  '06': { proposal_type: 0x0a },
}

function must<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error('expected something')
  return value
}

describe.each(drafts)('a hub in %s', (draft) => {
  const messages = (bytes: Uint8Array) => decode(MLSMessage[draft], bytes)

  it('takes a commit, moves the room, and tells each provider what concerns it', async () => {
    const rig = new HubRig(draft)
    const groups = await rig.room({ [bob]: 'admin', [cathy]: 'member' })
    const group = must(groups.get(bob))
    const bundle = bundleOf(rig.device(dave))
    const add = rig.participantChange(group, { add: [{ user: dave, role: rig.role('member') }] })
    const pending = await group.commit({ add: [bundle.bytes], proposals: [add] })
    rig.now += 5
    const answer = await rig.commit(bob, pending)
    expect(answer).toMatchObject({ responseCode: 'success', errorDescription: '' })
    const times = rig.sent.map(({ event }) => event.timestamp)
    expect(new Set(times)).toEqual(new Set([BigInt(rig.now)]))
    expect([rig.kinds('b.example'), rig.kinds('c.example'), rig.kinds('d.example')]).toEqual([
      ['commit'],
      ['commit'],
      ['welcome'],
    ])
    expect(rig.inbox(rig.device(alice).clientUri)).toEqual(['commit'])
    expect(encode(MLSMessage[draft], must(rig.sent[0]).event.message)).toEqual(pending.commit)
    const room = must(roomOf(rig.context, rig.uri))
    pending.accepted()
    expect(room.group.epoch).toBe(group.epoch)
    expect(room.participants.map(({ user }) => user)).toEqual([alice, bob, cathy, dave])
    const newcomer = await joined(draft, bundle, pending)
    expect(newcomer.epochAuthenticator).toEqual(group.epochAuthenticator)
  })

  it('answers another epoch with its own, and a repetition changes nothing', async () => {
    const rig = new HubRig(draft)
    const group = must((await rig.room({ [bob]: 'admin' })).get(bob))
    const [first, second] = [await group.commit({}), await group.fork().commit({})]
    expect((await rig.commit(bob, first)).responseCode).toBe('success')
    const sent = rig.sent.length
    for (const late of [first, second]) {
      expect(await rig.commit(bob, late)).toMatchObject({ responseCode: 'wrongEpoch', currentEpoch: group.epoch + 1n })
    }
    expect(rig.sent).toHaveLength(sent)
  })

  it('keeps proposals until a commit covers them, and takes their effect at once', async () => {
    const rig = new HubRig(draft)
    const groups = await rig.room({ [bob]: 'member', [cathy]: 'admin' })
    const [leaving, staying] = [must(groups.get(bob)), must(groups.get(cathy))]
    const list = rig.participantChange(leaving, { remove: [bob] })
    const proposals = [await leaving.proposeRemoval(leaving.leafIndex), await leaving.propose(list)]
    const answer = await rig.propose(bob, proposals)
    expect(answer).toMatchObject({ responseCode: 'success' })
    expect(await rig.propose(bob, proposals)).toEqual(answer)
    const events = rig.sent.filter(({ to }) => to === 'c.example')
    expect(events).toHaveLength(draft === '06' ? 1 : 2)
    expect(rig.inbox(rig.device(alice).clientUri)).toEqual(['proposal', 'proposal'])
    expect([...must(roomOf(rig.context, rig.uri)).pendingRemoval]).toEqual([bob])

    const without = await staying.fork().commit({})
    expect((await rig.commit(cathy, without)).responseCode).toBe('notAllowed')
    for (const each of proposals) await staying.process(each)
    const covering = await staying.commit({})
    expect((await rig.commit(cathy, covering)).responseCode).toBe('success')
    const room = must(roomOf(rig.context, rig.uri))
    expect(room.participants.map(({ user }) => user)).toEqual([alice, cathy])
    expect(rig.kinds('b.example').at(-1)).toBe('commit')
    covering.accepted()
    expect((await rig.commit(cathy, await staying.commit({}))).responseCode).toBe('success')
    expect(rig.kinds('b.example').filter((kind) => kind === 'commit')).toHaveLength(1)
  })

  it('takes all of a list of proposals or nothing', async () => {
    const rig = new HubRig(draft)
    const groups = await rig.room({ [bob]: 'admin', [cathy]: 'member' })
    const group = must(groups.get(bob))
    const victim = must(groups.get(cathy)).leafIndex
    const list = rig.participantChange(group, { remove: [cathy] })
    const good = [await group.proposeRemoval(victim), await group.propose(list)]
    const twice = await group.fork().propose({ proposal_type: proposalTypes.remove, removed: victim }, Uint8Array.of(1))
    const answer = await rig.propose(bob, [...good, twice])
    const message = messages(twice)
    const ref = must(roomOf(rig.context, rig.uri)).group.proposalRef(
      must('public_message' in message ? message.public_message : null),
    )
    expect(answer).toMatchObject({ responseCode: 'invalidProposal', invalidProposals: [ref] })
    expect(rig.sent).toEqual([])
    expect((await rig.propose(bob, good)).responseCode).toBe('success')
  })

  it('accepts no proposals that no commit could cover together', async () => {
    const rig = new HubRig(draft)
    const group = must((await rig.room({ [bob]: 'admin' })).get(bob))
    const device = rig.device(bob, '2')
    const add = async () =>
      group.fork().propose({ proposal_type: proposalTypes.add, key_package: bundleOf(device).keyPackage })
    expect(await rig.propose(bob, [await add()])).toMatchObject({ responseCode: 'success' })
    expect((await rig.propose(bob, [await add()])).responseCode).toBe('invalidProposal')
  })

  it('refuses what does not fit together, without any effect', async () => {
    const rig = new HubRig(draft)
    const groups = await rig.room({ [bob]: 'admin', [cathy]: 'member' })
    const group = must(groups.get(bob))
    const before = await must(groups.get(alice)).groupInfo()
    const pending = await group.commit({})
    const other = await group.fork().commit({})
    const refused = [
      await rig.commit(bob, pending, { from: 'c.example' }),
      await rig.commit(bob, pending, { groupInfo: before }),
      await rig.commit(bob, { ...pending, ratchetTree: group.ratchetTree }),
      await rig.commit(bob, { ...pending, groupInfo: other.groupInfo }),
      await rig
        .commit(bob, { ...pending, commit: pending.commit.map((byte, at) => (at === 60 ? byte ^ 1 : byte)) })
        .catch(() => ({ responseCode: 'malformed' })),
    ]
    for (const { responseCode } of refused) expect(responseCode).not.toBe('success')
    expect(rig.sent).toEqual([])
    expect((await rig.commit(bob, pending)).responseCode).toBe('success')
  })

  it('lets new clients of participants in by a commit of their own, and makes its own proposals anew', async () => {
    const rig = new HubRig(draft)
    await rig.room({ [bob]: 'member', [cathy]: 'member' })
    rig.act({ act: 'kick', user: cathy })
    expect(rig.kinds('b.example')).toEqual(['proposal'])
    expect([...must(roomOf(rig.context, rig.uri)).pendingRemoval]).toEqual([cathy])
    const { hosted, group } = must(roomOf(rig.context, rig.uri))
    const { pending } = await joinExternally({
      device: rig.device(bob, '2'),
      groupInfo: encode(GroupInfo, hosted.groupInfo),
      ratchetTree: encode(RatchetTree, group.ratchetTree),
      app: appRules(defaultReadings),
    })
    expect(await rig.commit(bob, pending)).toMatchObject({ responseCode: 'success' })
    const after = must(roomOf(rig.context, rig.uri))
    expect(after.members.filter(({ user }) => user === bob)).toHaveLength(2)
    expect(after.waiting.map(({ proposal }) => proposal.proposal_type)).toEqual([proposalTypes.remove])
    expect(rig.kinds('c.example')).toEqual(draft === '06' ? ['proposal', 'commit'] : ['proposal', 'commit', 'proposal'])
    expect(rig.inbox(rig.device(alice).clientUri)).toEqual(['proposal', 'commit', 'proposal'])
  })

  it('keeps strangers and those it has banned out', async () => {
    const rig = new HubRig(draft)
    await rig.room({ [bob]: 'member', [cathy]: 'member' })
    const external = async (user: string) => {
      const { hosted, group } = must(roomOf(rig.context, rig.uri))
      const { pending } = await joinExternally({
        device: rig.device(user, 'new'),
        groupInfo: encode(GroupInfo, hosted.groupInfo),
        ratchetTree: encode(RatchetTree, group.ratchetTree),
        app: appRules(defaultReadings),
      })
      return (await rig.commit(user, pending)).responseCode
    }
    expect(await external(dave)).toBe('notAllowed')
    rig.act({ act: 'ban', user: cathy, durationS: 5 })
    expect(await external(cathy)).toBe('notAllowed')
    rig.now += 4_999
    expect(await external(cathy)).toBe('notAllowed')
    rig.act({ act: 'unban', user: cathy })
    expect(rig.context.ports.rules.hub.banned(must(roomOf(rig.context, rig.uri)).hosted, cathy, rig.now)).toBe(false)
  })

  it('goes on with what it kept', async () => {
    const rig = new HubRig(draft)
    const group = must((await rig.room({ [bob]: 'admin', [cathy]: 'member' })).get(bob))
    const first = await group.commit({})
    expect((await rig.commit(bob, first)).responseCode).toBe('success')
    first.accepted()
    rig.act({ act: 'kick', user: cathy })
    rig.restart()
    const { waiting } = must(roomOf(rig.context, rig.uri))
    const [removal] = waiting
    expect((await rig.commit(bob, await group.fork().commit({}))).responseCode).toBe('notAllowed')
    await group.process(must(removal).pending.message)
    expect((await rig.commit(bob, await group.commit({}))).responseCode).toBe('success')
  })

  it('covers what members propose for themselves: new keys, and to be gone', async () => {
    const rig = new HubRig(draft)
    const groups = await rig.room({ [bob]: 'member', [cathy]: 'admin' })
    const [one, other] = [must(groups.get(bob)), must(groups.get(cathy))]
    const leave = await one.propose(selfRemove[draft])
    expect(await rig.propose(bob, [leave])).toMatchObject({ responseCode: 'success' })
    const { hosted, group } = must(roomOf(rig.context, rig.uri))
    const newcomer = {
      device: rig.device(cathy, '2'),
      groupInfo: encode(GroupInfo, hosted.groupInfo),
      ratchetTree: encode(RatchetTree, group.ratchetTree),
      app: appRules(defaultReadings),
    }
    const { pending: without } = await joinExternally(newcomer)
    expect((await rig.commit(cathy, without)).responseCode).toBe('notAllowed')
    const { pending: covering } = await joinExternally({ ...newcomer, references: [leave] })
    expect(await rig.commit(cathy, covering)).toMatchObject({ responseCode: 'success' })
    const after = must(roomOf(rig.context, rig.uri))
    expect([after.waiting, after.members.map(({ user }) => user)]).toEqual([[], [alice, cathy, cathy]])
    expect(rig.kinds('b.example').at(-1)).toBe('commit')
    expect(other.epoch).toBe(group.epoch)
  })

  it('gives its own users their Welcome, and what follows', async () => {
    const rig = new HubRig(draft)
    const groups = await rig.room({ [bob]: 'admin' })
    const group = must(groups.get(bob))
    const anna = `mimi://${domain}/u/anna`
    const device = rig.device(anna)
    const bundle = bundleOf(device)
    rig.context.ports.store.keys.route(refText(bundle.ref), device.clientUri)
    const list = rig.participantChange(group, { add: [{ user: anna, role: rig.role('member') }] })
    const pending = await group.commit({ add: [bundle.bytes], proposals: [list] })
    expect(await rig.commit(bob, pending)).toMatchObject({ responseCode: 'success' })
    pending.accepted()
    expect((await rig.commit(bob, await group.commit({}))).responseCode).toBe('success')
    expect(rig.inbox(device.clientUri)).toEqual(['welcome', 'commit'])
    expect(rig.inbox(rig.device(alice).clientUri)).toEqual(['commit', 'commit'])
    const [first] = rig.context.ports.store.inboxes.read(device.clientUri, 0)
    expect(first?.ratchetTree).toEqual(pending.ratchetTree)
  })

  it('takes proposals of servers that the group lists, and of no others', async () => {
    const rig = new HubRig(draft)
    await rig.room({ [bob]: 'member' })
    const { group, hosted } = must(roomOf(rig.context, rig.uri))
    const { privateKey } = rig.device(bob).signatureKeys(1)
    const proposal = { proposal_type: proposalTypes.remove, removed: 1 }
    const { groupId, epoch } = group
    const forged = externalProposal({ draft, suite: 1, privateKey, groupId, epoch, senderIndex: 0, proposal })
    const beyond = externalProposal({ draft, suite: 1, privateKey, groupId, epoch, senderIndex: 1, proposal })
    for (const from of [domain, 'b.example'])
      for (const message of [forged, beyond])
        expect((await rig.propose(bob, [message], { from })).responseCode).not.toBe('success')
    expect(must(roomOf(rig.context, rig.uri)).hosted).toBe(hosted)
  })

  it('proposes that a server goes off the list with the last participant of its provider', async () => {
    const rig = new HubRig(draft)
    const groups = await rig.room({ [bob]: 'admin', [cathy]: 'member' })
    const group = must(groups.get(bob))
    const { signature_key } = must(roomOf(rig.context, rig.uri)?.group.externalSenders[0])
    const servers = [domain, 'c.example'].map((name) => ({
      signature_key,
      credential: basicCredential(`mimi://${name}`),
    }))
    const extensions = withExtension(group.context.extensions, {
      extension_type: extensionTypes.external_senders,
      extension_data: encode(ExternalSenders, servers),
    })
    const listing = await group.commit({
      proposals: [{ proposal_type: proposalTypes.group_context_extensions, extensions }],
    })
    expect(await rig.commit(bob, listing)).toMatchObject({ responseCode: 'success' })
    listing.accepted()
    expect(must(roomOf(rig.context, rig.uri)).waiting).toEqual([])

    const expulsion = await group.commit({
      remove: [2],
      proposals: [rig.participantChange(group, { remove: [cathy] })],
    })
    expect(await rig.commit(bob, expulsion)).toMatchObject({ responseCode: 'success' })
    expulsion.accepted()
    const [waiting] = must(roomOf(rig.context, rig.uri)).waiting
    await group.process(must(waiting).pending.message)
    const covering = await group.commit()
    expect(await rig.commit(bob, covering)).toMatchObject({ responseCode: 'success' })
    const { externalSenders } = must(roomOf(rig.context, rig.uri)).group
    expect(externalSenders).toEqual(servers.slice(0, 1))
  })
})

it('makes up the group info that a committer leaves partial, and the tree that it leaves out', async () => {
  const rig = new HubRig('06')
  const group = must((await rig.room({ [bob]: 'admin' })).get(bob))
  const pending = await group.commit({})
  const tree = { representation: 'distributionService' as const }
  expect((await rig.commit(bob, pending, { partial: true, tree })).responseCode).toBe('success')
  const { hosted } = must(roomOf(rig.context, rig.uri))
  expect(encode(GroupInfo, hosted.groupInfo)).toEqual(pending.groupInfo)
  pending.accepted()
  const next = await group.commit({})
  const elsewhere = { representation: 'outOfBand' as const, tree_signature: new Uint8Array(64) }
  expect((await rig.commit(bob, next, { tree: elsewhere })).responseCode).toBe('notAllowed')
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decode, encode } from '../../codec/index.js'
import { type Draft, drafts } from '../../drafts/ids.js'
import { ExternalSender, ExternalSenders, extensionTypes, GroupInfo, RatchetTree } from '../../mls/wire/index.js'
import { UpdateRequest } from '../../wire/update.js'
import type { HostedRoom, OpenedGroupInfo } from '../hosted-room.js'
import { hostingTarget } from './rig.js'
import { updateBody } from './update-body.js'

/** What a hub that has followed the room would serve. */
async function served(room: HostedRoom): Promise<OpenedGroupInfo> {
  const group = await room.creator.group()
  const groupInfoBytes = await group.groupInfo()
  const groupInfo = decode(GroupInfo, groupInfoBytes)
  return {
    groupInfo,
    groupInfoBytes,
    context: groupInfo.group_context,
    epoch: group.epoch,
    ratchetTree: decode(RatchetTree, group.ratchetTree),
    ratchetTreeBytes: group.ratchetTree,
    hubSender: decode(ExternalSender, room.prepared.externalSender),
    pendingProposals: [],
    signed: { content: new Uint8Array(), signature: new Uint8Array(), suite: 1 },
  }
}

/** Equal at all clients in one epoch, and only then. */
async function authenticators(room: HostedRoom): Promise<string[]> {
  const groups = await Promise.all(room.clients.map((client) => client.group()))
  return groups.map(({ epoch, epochAuthenticator }) => `${epoch} ${Buffer.from(epochAuthenticator).toString('hex')}`)
}

describe.each(drafts)('a hosted room in draft %s', (draft: Draft) => {
  let rig: Awaited<ReturnType<typeof hostingTarget>>
  beforeAll(async () => {
    rig = await hostingTarget(draft)
  })
  afterAll(() => rig.network.close())

  async function room() {
    const [bob, cathy] = [rig.b.user({ devices: 2 }), rig.c.user()]
    const hosted = await rig.target.host({
      members: [
        { user: bob, clients: 1 },
        { user: cathy, role: 'admin' },
      ],
      epochs: 2,
    })
    return { hosted, bob, cathy }
  }

  it('is made as the target asks for it, at whatever epoch', async () => {
    const { hosted, bob, cathy } = await room()
    const told = rig.created.at(-1)
    expect(told?.participants.map(({ user }) => user)).toEqual([hosted.creator.user.uri, bob.uri, cathy.uri])
    expect(told?.devices).toEqual([
      { user: hosted.creator.user.uri, device: hosted.creator.device.uri, leaf: hosted.creator.leaf },
    ])
    expect(hosted.epoch).toBe(3n)
    expect(hosted.participants).toEqual(told?.participants)
    const senders = hosted.context.extensions.find(
      ({ extension_type }) => extension_type === extensionTypes.external_senders,
    )
    const [hub] = decode(ExternalSenders, senders?.extension_data ?? new Uint8Array())
    expect(hub && encode(ExternalSender, hub)).toEqual(hosted.prepared.externalSender)
    expect(await authenticators(hosted)).toHaveLength(3)
    expect(new Set(await authenticators(hosted)).size).toBe(1)
  })

  it('is followed by every client, whether it acted or not', async () => {
    const { hosted, bob, cathy } = await room()
    const dave = rig.b.user()
    const admit = await hosted.client(cathy).change({ admit: [{ user: dave }] })
    hosted.landed(admit)
    expect(hosted.participants.map(({ user }) => user)).toContain(dave.uri)
    const proposed = await hosted.client(bob).leave()
    hosted.landed(proposed)
    const commit = await hosted.client(dave).change()
    hosted.landed(commit)
    expect(hosted.epoch).toBe(5n)
    expect(hosted.clients.map(({ user }) => user.uri)).toEqual(
      [hosted.creator.user.uri, cathy.uri, dave.uri].toSorted(byLeaf(hosted)),
    )
    expect(hosted.participants.map(({ user }) => user)).not.toContain(bob.uri)
    expect(hosted.client(bob).leaf).toBeNull()
    expect((await hosted.client(bob).group()).epoch).toBe(4n)
    expect(new Set(await authenticators(hosted)).size).toBe(1)
  })

  it('takes in devices that join by themselves', async () => {
    const { hosted, bob } = await room()
    const [, second] = bob.devices
    if (!second) throw new Error('two devices were asked for')
    const join = await hosted.join(second, { from: await served(hosted) })
    expect(hosted.clients).toHaveLength(3)
    hosted.landed(join)
    expect(hosted.client(second).leaf).not.toBeNull()
    hosted.landed(await hosted.client(second).change())
    expect(hosted.clients).toHaveLength(4)
    expect(new Set(await authenticators(hosted)).size).toBe(1)
  })

  it('ignores the one of two commits of an epoch that comes second', async () => {
    const { hosted, bob, cathy } = await room()
    const [first, second] = [await hosted.client(bob).change(), await hosted.client(cathy).change()]
    hosted.landed(first)
    hosted.landed(second)
    expect(hosted.epoch).toBe(4n)
    expect(new Set(await authenticators(hosted)).size).toBe(1)
  })

  it('makes updates that read strictly', async () => {
    const { hosted, bob, cathy } = await room()
    const client = hosted.client(cathy)
    const made = [
      await client.change(),
      await client.change({ admit: [{ user: rig.b.user() }], expel: [bob] }),
      await client.propose({ expel: [bob] }),
      await hosted.client(bob).propose({ selfRemove: true }),
      await client.propose({ renew: true }),
      await client.change({ participants: { setRole: [{ user: bob, role: 'admin' }] } }),
    ]
    for (const handshake of made) {
      const body = updateBody(draft, handshake)
      expect(encode<unknown>(UpdateRequest[draft], decode<unknown>(UpdateRequest[draft], body))).toEqual(body)
    }
  })
})

function byLeaf(room: HostedRoom) {
  const leaf = (uri: string) => room.clients.find(({ user }) => user.uri === uri)?.leaf ?? -1
  return (a: string, b: string) => leaf(a) - leaf(b)
}

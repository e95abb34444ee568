import type { CheckContext } from '../../src/check/context.js'
import { check } from '../../src/check/define.js'
import { encode } from '../../src/codec/index.js'
import { credentialIdentity } from '../../src/mls/credential.js'
import { GroupContext } from '../../src/mls/wire/index.js'
import type { HostedRoom } from '../../src/peers/hosted-room.js'
import type { PeerUser } from '../../src/peers/user.js'
import { fetched, hosted, second } from '../group-info/asking.js'
import { same } from '../notify/events.js'

/** A room with a user of each peer, one of two devices in the group. */
async function twoSides({ target, peer, other }: CheckContext) {
  const [one, another] = [peer.user({ name: 'one', devices: 2 }), other.user({ name: 'another', devices: 2 })]
  const members = [
    { user: one, role: 'admin', clients: 1 },
    { user: another, clients: 1 },
  ]
  return { one, another, room: await target.host({ members }) }
}

function contextServed(context: CheckContext, room: HostedRoom, user: PeerUser) {
  return fetched(context, room, { as: second(user) })
}

const listed = check({
  ...hosted,
  id: 'architecture.clients.of-participants',
  title: 'Only clients of users in the participant list come into the group, by their own commit too',
  requirements: ['MIMI-ARC-001'],
  fails:
    'A client whose user is not in the list joins by an external commit, made from group info that a participant got.',
  async run(context) {
    const { peer, refusesIn } = context
    const { one, room } = await twoSides(context)
    const stranger = peer.user({ name: 'stranger' })
    const { opened } = await contextServed(context, room, one)
    await refusesIn(room, {
      what: 'an external commit by a client whose user is in no participant list',
      malformed: await room.join(stranger.device, { from: opened }),
      twin: await room.join(second(one), { from: opened }),
    })
  },
})

const clientless = check({
  ...hosted,
  id: 'architecture.participants.without-clients',
  title: 'A user can be in the participant list without a client in the group, and join later',
  requirements: ['MIMI-ARC-002'],
  fails:
    'The commit that lists a user without clients is refused, or the list served leaves it out, or it cannot join.',
  async run(context) {
    const { other, expect, that } = context
    const { one, room } = await twoSides(context)
    const late = other.user({ name: 'late' })
    const list = await room.client(one).change({ participants: { add: [{ user: late }] } })
    await expect(room.send(list)).code('success')
    that(
      room.participants.some(({ user }) => user === late.uri),
      { expected: `${late.uri} in the list of epoch ${room.epoch}`, actual: 'the commit was not taken' },
    )
    const answer = await room.groupInfo({ as: late }).accepted()
    const join = await context.prepare('open the group info', 'group-info.readable', () =>
      room.join(late.device, { from: room.open(answer) }),
    )
    await expect(room.send(join)).code('success')
  },
})

const allClients = check({
  ...hosted,
  id: 'architecture.clients.leave-together',
  title: 'When a user is taken out of the list all its clients leave the group, not some of them',
  requirements: ['MIMI-ARC-012'],
  fails: 'The hub takes a commit that unlists a user with two clients in the group and removes one of them.',
  async run(context) {
    const { target, peer, other, refusesIn } = context
    const [admin, member] = [peer.user({ name: 'admin' }), other.user({ name: 'member', devices: 2 })]
    const room = await target.host({ members: [{ user: admin, role: 'admin' }, { user: member }] })
    const [half] = room.clients.filter(({ user }) => user.uri === member.uri)
    if (!half) return
    await refusesIn(room, {
      what: 'a commit after which one of two clients of a former participant is in the group',
      malformed: await room.client(admin).change({ participants: { remove: [member] }, remove: [half] }),
      twin: await room.client(admin).change({ expel: [member] }),
      codes: ['notAllowed', 'invalidProposal'],
      otherCode: 'warn',
    })
  },
})

const serverless = check({
  ...hosted,
  id: 'architecture.servers.no-members',
  title: 'No leaf of the tree that a hub serves is that of a server: servers are external senders, never members',
  requirements: ['MIMI-ARC-009'],
  fails: 'The served ratchet tree has a leaf that no client of the room has, with a credential or key of a server.',
  async run(context) {
    const { that, skip } = context
    const { one, room } = await twoSides(context)
    await room.update(room.client(one))
    const { answer, opened } = await contextServed(context, room, one)
    const tree = opened.ratchetTree ?? skip('the group info refers to a tree elsewhere')
    const leaves = tree.flatMap((node) => (node?.node_type === 'leaf' ? [node.leaf_node] : []))
    const users = new Set(room.clients.map(({ user }) => user.uri))
    const servers = leaves.filter(({ credential, signature_key }) => {
      const named = credentialIdentity(credential)
      const ofHub = same(signature_key, opened.hubSender.signature_key)
      return ofHub || named.some((uri) => /^mimi:\/\/[^/]+\/?$/.test(uri) && !users.has(uri))
    })
    that(servers.length === 0, {
      expected: `the ${room.clients.length} leaves of clients`,
      actual: `${servers.length} of ${leaves.length} leaves are of servers: ${servers.flatMap(({ credential }) => credentialIdentity(credential)).join(', ')}`,
      path: 'ratchetTreeOption.ratchet_tree',
      exchange: answer,
    })
  },
})

const oneState = check({
  ...hosted,
  id: 'architecture.one-state',
  title:
    'Two providers are served the same group state in the same epoch, that of the members, and told of the same commits',
  requirements: ['MIMI-ARC-013'],
  fails: 'The GroupContext served to one provider is not that served to the other, or not the one that members have.',
  async run(context) {
    const { peer, other, arrivesIn, that } = context
    const { one, another, room } = await twoSides(context)
    const commits = []
    for (const client of [room.client(one), room.client(another), room.client(one)]) {
      const commit = await client.change()
      await room.send(commit).accepted()
      commits.push({ client, commit })
    }
    const [here, there] = [await contextServed(context, room, one), await contextServed(context, room, another)]
    const members = encode(GroupContext, room.context)
    for (const [{ domain }, { answer, opened }] of [
      [peer, here],
      [other, there],
    ] as const) {
      that(same(encode(GroupContext, opened.context), members), {
        expected: `the GroupContext of epoch ${room.epoch} as the members have it, tree hash included, for ${domain}`,
        actual: opened.epoch === room.epoch ? 'another' : `that of epoch ${opened.epoch}`,
        path: 'groupInfo.group_context',
        exchange: answer,
      })
    }
    for (const { client, commit } of commits) {
      const at = client.user.uri === one.uri ? other : peer
      await arrivesIn(room, at, { kind: 'commit', of: commit })
    }
  },
})

export default [listed, clientless, allClients, serverless, oneState]

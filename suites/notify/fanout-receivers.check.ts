import { check } from '../../src/check/define.js'
import { encode } from '../../src/codec/index.js'
import { RatchetTree } from '../../src/mls/wire/index.js'
import type { RoomFanout } from '../../src/peers/hosted-room.js'
import { hex } from '../franking/franked.js'
import { twoPeers } from '../update/rooms.js'
import { hosted } from './fanned-out.js'

const inactive = check({
  ...hosted,
  id: 'notify.fanout.inactive',
  title: 'A provider whose participants have no client in the group is sent nothing',
  requirements: ['MIMI-NTF-002'],
  fails: 'A message reaches a provider all of whose participants are inactive (a warning).',
  async run(context) {
    const { target, peer, other, arrivesIn, silentIn } = context
    const [admin, inactiveUser] = [peer.user(), other.user({ name: 'inactive' })]
    const room = await target.host({
      members: [
        { user: admin, role: 'admin' },
        { user: inactiveUser, clients: 0 },
      ],
    })
    const said = await room.say(room.client(admin), 'for the active')
    await room.update(room.client(admin), { add: [inactiveUser] })
    await silentIn(
      room,
      other,
      { of: said },
      {
        expected: `nothing for ${other.domain}, whose only participant has no client in the group`,
        as: 'warn',
        marker: () => arrivesIn(room, other, { kind: 'welcome' }),
      },
    )
  },
})

const uninvolved = check({
  ...hosted,
  id: 'notify.fanout.uninvolved',
  title: 'A provider without participants is sent nothing of a room, though it is in another room of the hub',
  requirements: ['MIMI-NTF-002'],
  fails: 'An event of a room reaches a provider of which nobody is in it.',
  async run(context) {
    const { target, peer, other, uninvolved: stranger, arrivesIn, silentIn } = context
    const user = peer.user()
    const here = await target.host({ members: [{ user }] })
    const elsewhere = await target.host({ members: [{ user }, { user: other.user() }] })
    // The other provider is known to the hub before anything happens here.
    const first = await elsewhere.say(elsewhere.client(user), 'there')
    await arrivesIn(elsewhere, other, { of: first })
    await here.say(here.client(user), 'here')
    await here.update(here.client(user))
    const last = await elsewhere.say(elsewhere.client(user), 'there again')
    const marker = () => arrivesIn(elsewhere, other, { of: last })
    for (const at of [other, stranger])
      await silentIn(
        here,
        at,
        {},
        { expected: `nothing of ${here.uri} at ${at.domain}, of which nobody is in it`, marker },
      )
  },
})

const afterRemoval = check({
  ...hosted,
  id: 'notify.fanout.after-removal',
  title: 'A provider whose last participant was removed is sent no later event',
  requirements: ['MIMI-NTF-002'],
  fails: 'A message of a later epoch reaches a provider of which nobody is in the room any more.',
  async run(context) {
    const { other, arrivesIn, silentIn } = context
    const { room, adminClient, member } = await twoPeers(context)
    await room.say(adminClient, 'for everybody')
    await room.update(adminClient, { expel: [member] })
    const said = await room.say(adminClient, 'for those who stayed')
    await room.update(adminClient, { admit: [{ user: other.user({ name: 'newcomer' }) }] })
    await silentIn(
      room,
      other,
      { of: said },
      {
        expected: `nothing for ${other.domain} between the removal of its last participant and the next one's coming`,
        marker: () => arrivesIn(room, other, { kind: 'welcome' }),
      },
    )
  },
})

/** Whether a Welcome has the tree of the epoch that it leads to; other forms than the whole tree refer to it. */
function treeIn({ value }: RoomFanout): Uint8Array | 'elsewhere' | null {
  if (!('ratchetTreeOption' in value)) return null
  const { ratchetTreeOption: option } = value
  return option.representation === 'full' ? encode(RatchetTree, option.ratchet_tree) : 'elsewhere'
}

const welcome = check({
  ...hosted,
  id: 'notify.fanout.welcome',
  title: 'A Welcome reaches each provider that a key package in it belongs to, with the tree of the new epoch',
  requirements: ['MIMI-NTF-004'],
  fails: 'A provider of a newcomer gets no Welcome, or one with another tree than that of the epoch it leads to.',
  async run(context) {
    const { target, peer, other, arrivesIn, that, observe } = context
    const admin = peer.user({ name: 'admin' })
    const room = await target.host({ members: [{ user: admin, role: 'admin' }] })
    const admit = [{ user: other.user() }, { user: peer.user() }]
    const commit = await room.client(admin).change({ admit })
    await room.send(commit).accepted()
    for (const at of [other, peer]) {
      const event = await arrivesIn(room, at, { kind: 'welcome' })
      const tree = treeIn(event)
      if (tree === 'elsewhere') {
        observe('the tree of a Welcome is to be had elsewhere', event.record)
        continue
      }
      const sent = hex(commit.ratchetTree ?? undefined)
      that(hex(tree ?? undefined) === sent, {
        expected: `the ratchet tree of epoch ${room.epoch}, ${sent}`,
        actual: hex(tree ?? undefined),
        path: 'ratchetTreeOption',
        exchange: event.record,
      })
    }
  },
})

const newlyJoined = check({
  ...hosted,
  id: 'notify.fanout.newly-joined',
  title: 'A provider that comes in by a Welcome is not sent the commit as well',
  requirements: ['MIMI-NTF-005'],
  fails: 'The commit reaches a provider all of whose clients come in by it (a warning).',
  async run(context) {
    const { target, peer, other, arrivesIn, silentIn } = context
    const admin = peer.user({ name: 'admin' })
    const room = await target.host({ members: [{ user: admin, role: 'admin' }] })
    const commit = await room.client(admin).change({ admit: [{ user: other.user() }] })
    await room.send(commit).accepted()
    const said = await room.say(room.client(admin), 'welcome')
    await silentIn(
      room,
      other,
      { of: commit },
      {
        expected: `the Welcome alone for ${other.domain}, which has nobody who could read the commit`,
        as: 'warn',
        marker: () => arrivesIn(room, other, { of: said }),
      },
    )
  },
})

const welcomeElsewhere = check({
  ...hosted,
  id: 'notify.fanout.welcome-elsewhere',
  title: 'A Welcome is not sent to a provider that none of its key packages belongs to',
  requirements: ['MIMI-NTF-006'],
  fails: 'A provider in the room gets the Welcome of somebody else (a warning).',
  async run(context) {
    const { peer, other, arrivesIn, silentIn } = context
    const { room, adminClient } = await twoPeers(context)
    await room.update(adminClient, { admit: [{ user: peer.user() }] })
    const said = await room.say(adminClient, 'welcome')
    await silentIn(
      room,
      other,
      { kind: 'welcome' },
      {
        expected: `no Welcome for ${other.domain}, of which nobody was added`,
        as: 'warn',
        marker: () => arrivesIn(room, other, { of: said }),
      },
    )
  },
})

const removed = check({
  ...hosted,
  id: 'notify.fanout.removed',
  title: 'Removed clients get the commit that removes them',
  requirements: ['MIMI-NTF-015'],
  fails: 'The commit does not reach the provider of the user whom it removes.',
  async run(context) {
    const { other, arrivesIn } = context
    const { room, adminClient, member } = await twoPeers(context)
    const commit = await adminClient.change({ expel: [member] })
    await room.send(commit).accepted()
    await arrivesIn(room, other, { kind: 'commit', of: commit })
  },
})

const echo = check({
  ...hosted,
  id: 'notify.fanout.echo',
  title: 'Whether a message is sent back to the provider that it came from is recorded',
  requirements: ['MIMI-NTF-013'],
  observes: true,
  fails: 'It cannot: figure 6 sends it back, 5.5 does not expect it.',
  async run(context) {
    const { peer, other, observe, arrivesIn } = context
    const { room, adminClient, memberClient } = await twoPeers(context)
    const said = await room.say(adminClient, 'is there an echo')
    const commit = await adminClient.change()
    await room.send(commit).accepted()
    const marker = await room.say(memberClient, 'none that I can hear')
    await arrivesIn(room, peer, { of: marker })
    await arrivesIn(room, other, { of: said })
    const back = [said, commit].map((of) => room.events(peer, { of }).length > 0)
    observe(
      `a message is ${back[0] ? '' : 'not '}sent back to the provider of its sender, a commit is ${back[1] ? '' : 'not '}sent back`,
    )
  },
})

export default [inactive, uninvolved, afterRemoval, welcome, newlyJoined, welcomeElsewhere, removed, echo]

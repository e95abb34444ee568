import type { CheckContext } from '../../src/check/context.js'
import { check } from '../../src/check/define.js'
import { hosting, type PeerRoom } from '../../src/peers/hosted-room.js'
import { openedIn } from '../group-info/asking.js'
import { provisioning } from '../notify/events.js'
import { came, delivered, inOneOrder, taken, welcomed } from './story.js'

const asHub = check({
  id: 'architecture.story.hub',
  title: 'The example story of section 3, with the target as hub: all of it reaches both followers in one order',
  requirements: ['MIMI-ARC-013', 'MIMI-ARC-005', 'MIMI-ARC-012'],
  roles: ['hub'],
  needs: [...hosting, 'submit'],
  fails:
    'A step of the story is refused, or does not reach a follower whose users are in the room, or reaches another.',
  async run(context) {
    const { target, peer, other, arrivesIn, silentIn } = context
    const [bob, cathy] = [peer.user({ name: 'bob' }), other.user({ name: 'cathy', devices: 3 })]
    const third = cathy.devices[2] ?? cathy.device
    // 3.1: Alice creates a room.
    const room = await target.host()
    const alice = room.creator
    // 3.2: Alice adds Bob.
    const addBob = await alice.change({ admit: [{ user: bob, role: 'moderator' }] })
    await taken(context, 'Alice adds Bob', room.send(addBob))
    await welcomed(context, room, peer, addBob, room.client(bob))
    // 3.3: Bob adds Cathy.
    const addCathy = await room.client(bob).change({ admit: [{ user: cathy, clients: 2 }] })
    await taken(context, 'Bob adds Cathy', room.send(addCathy))
    await welcomed(context, room, other, addCathy, room.client(cathy))
    // 3.4: Cathy sends a message.
    const hello = await room.client(cathy).message('hello, everyone')
    await taken(context, 'Cathy says hello', room.submit(hello))
    await arrivesIn(room, peer, { kind: 'application', of: hello })
    // 3.5: Bob leaves.
    const leave = await room.client(bob).leave()
    await taken(context, 'Bob proposes that he leaves', room.send(leave))
    await arrivesIn(room, other, { kind: 'proposal', of: leave })
    const commit = await room.client(cathy).change()
    await taken(context, 'Cathy commits that Bob leaves', room.send(commit))
    // 3.6: Cathy's new device joins.
    const served = await taken(context, "Cathy's new device asks for the group info", room.groupInfo({ as: third }))
    const join = await room.join(third, { from: await openedIn(context, room, served) })
    await taken(context, "Cathy's new device joins", room.send(join))
    const last = await alice.message('welcome, new device')
    await taken(context, 'Alice says something', room.submit(last))
    await silentIn(
      room,
      peer,
      { of: last },
      {
        requirement: 'MIMI-ARC-005',
        expected: `nothing more of ${room.uri} at ${peer.domain}, whose last participant has left`,
        marker: () => arrivesIn(room, other, { kind: 'application', of: last }),
      },
    )
    inOneOrder(context, room)
  },
})

const needs = [...provisioning, 'submit' as const, 'inbox' as const]

const asBobs = check({
  id: 'architecture.story.leaving-follower',
  title:
    "The example story of section 3, with the target as Bob's provider: he is added, adds Cathy, hears her, leaves",
  requirements: ['MIMI-ARC-011', 'MIMI-SUB-015'],
  roles: ['follower'],
  needs,
  fails: "What Bob's client does does not come to the hub as it was made, or what the hub tells does not reach it.",
  async run(context) {
    const { target, hub, other } = context
    const [bob, cathy] = [await target.user(), other.user({ name: 'cathy', devices: 3 })]
    const third = cathy.devices[2] ?? cathy.device
    const room = await target.roomAt(hub, { members: [{ user: bob, role: 'moderator' }], deliver: false })
    const [welcome] = room.undelivered
    await room.deliver()
    const addCathy = await room.client(bob).change({ admit: [{ user: cathy, clients: 2 }] })
    await taken(context, 'Bob adds Cathy', room.send(addCathy))
    came(context, room, 'the commit by which Bob adds Cathy', addCathy)
    const hello = await room.say(room.client(cathy), 'hello, everyone')
    await room.deliver()
    const leave = await room.client(bob).leave()
    await taken(context, 'Bob proposes that he leaves', room.send(leave))
    came(context, room, "Bob's proposals", leave)
    const commit = await room.client(cathy).change()
    await room.send(commit).accepted()
    await room.deliver()
    await room.send(await room.join(third)).accepted()
    await delivered(context, room, bob.device, [
      { what: 'the Welcome', message: welcome?.message },
      { what: "Cathy's message", message: hello.bytes },
      { what: 'the commit by which Bob leaves', message: commit.messages[0] },
    ])
  },
})

const asCathys = check({
  id: 'architecture.story.joining-follower',
  title:
    "The example story of section 3, with the target as Cathy's provider: she joins, hears all, brings a new device",
  requirements: ['MIMI-ARC-011', 'MIMI-SUB-015', 'MIMI-GRP-022'],
  roles: ['follower'],
  needs,
  fails: "A client of Cathy's cannot do its part through the target, or one of her devices misses a part of the story.",
  async run(context) {
    const { target, hub, other } = context
    const [bob, cathy] = [other.user({ name: 'bob' }), await target.user({ devices: 3 })]
    const room = await target.roomAt(hub, { members: [{ user: bob, role: 'moderator' }] })
    const keyPackages = (await room.handedOut(cathy, bob)).slice(0, 2)
    const addCathy = await room.client(bob).change({ admit: [{ user: cathy, keyPackages }] })
    await room.send(addCathy).accepted()
    const present = cathy.devices.filter(({ uri }) => room.clients.some(({ device }) => device.uri === uri))
    const third = cathy.devices.find((device) => !present.includes(device))
    const [first, second] = present
    if (!first || !second || !third)
      return context.skip('two of three clients were to join; judged by key-material.all-clients')
    await tellAll(context, room)
    const hello = await room.client(first).message('hello, everyone')
    await taken(context, 'Cathy says hello', room.submit(hello))
    came(context, room, "Cathy's message", hello)
    const leave = await room.client(bob).leave()
    await room.send(leave).accepted()
    await tellAll(context, room)
    const commit = await room.client(first).change()
    await taken(context, 'Cathy commits that Bob leaves', room.send(commit))
    came(context, room, "Cathy's commit", commit)
    const served = await taken(context, "Cathy's new device asks for the group info", room.groupInfo({ as: third }))
    const join = await room.join(third, { from: await openedIn(context, room, served) })
    await taken(context, "Cathy's new device joins", room.send(join))
    came(context, room, "the external commit of Cathy's new device", join)
    const last = await room.say(room.creator, 'welcome, new device')
    await tellAll(context, room)
    const after = { what: "Alice's message", message: last.bytes }
    const parts = {
      welcome: { what: 'the Welcome', message: addCathy.welcome ?? undefined },
      leave: { what: "Bob's proposal to leave", message: leave.messages[0] },
    }
    // What a device has sent itself may come back to it or not (figure 7).
    await delivered(context, room, first, [parts.welcome, parts.leave, after])
    await delivered(context, room, second, [
      parts.welcome,
      { what: "the message of Cathy's other device", message: hello.bytes },
      parts.leave,
      { what: "the commit of Cathy's other device", message: commit.messages[0] },
      { what: "the commit of Cathy's new device", message: join.messages[0] },
      after,
    ])
    await delivered(context, room, third, [after])
  },
})

const told = new WeakMap<PeerRoom, number>()

/** As the figures have it: the hub tells everybody, the provider that handed an event in as well. */
async function tellAll({ target, hub }: CheckContext, room: PeerRoom): Promise<void> {
  const events = room.log.slice(told.get(room) ?? 0).filter(({ to }) => to.has(target.domain))
  told.set(room, room.log.length)
  for (const { bytes } of events) await hub.notify(target, bytes, { room: room.uri }).accepted()
}

export default [asHub, asBobs, asCathys]

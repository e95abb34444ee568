import type { CheckContext } from '../../src/check/context.js'
import { check } from '../../src/check/define.js'
import type { HostedRoom, Message, RoomClient, RoomFanout } from '../../src/peers/hosted-room.js'
import type { Peer } from '../../src/peers/peer.js'
import { hex } from '../franking/franked.js'
import { twoPeers } from '../update/rooms.js'
import { hosted, inOrder, inversion, taken, withFollower } from './fanned-out.js'

/** So long a follower takes for its first event, ms: what comes meanwhile has to wait, or to go beside it. */
const heldMs = 200
const held = { ...taken, delayMs: heldMs }

/** Messages of several clients at the same time. */
async function burst(room: HostedRoom, clients: readonly RoomClient[], each: number): Promise<Message[]> {
  const speakers = Array.from({ length: each }, () => clients).flat()
  const messages = await Promise.all(speakers.map((client, index) => client.message(`message ${index}`)))
  await Promise.all(messages.map((message) => room.submit(message).accepted()))
  return messages
}

async function allArrive({ arrivesIn }: CheckContext, room: HostedRoom, at: Peer, all: readonly Message[]) {
  for (const of of all) await arrivesIn(room, at, { kind: 'application', of })
}

const order = check({
  ...hosted,
  id: 'notify.fanout.order',
  title: 'Events reach every provider in the order in which the hub accepted them, with times that never decrease',
  requirements: ['MIMI-NTF-003'],
  fails: 'A provider gets an event before an earlier one, or two providers get them in different orders.',
  async run(context) {
    const { peer, other } = context
    const { room, adminClient, memberClient, follower } = await withFollower(context, held)
    const before = await burst(room, [adminClient, memberClient], 2)
    const commit = await adminClient.change()
    await room.send(commit).accepted()
    const after = await burst(room, [adminClient, memberClient], 2)
    await allArrive(context, room, follower, [...before, ...after])
    await context.arrivesIn(room, follower, { of: commit })
    const all = room.events(follower)
    const places = new Map(all.map(({ message }, index) => [hex(message), index]))
    const accepted = ({ message, kind }: RoomFanout) =>
      kind === 'commit' ? 1 : before.some(({ bytes }) => hex(bytes) === hex(message)) ? 0 : 2

    inOrder(
      context,
      'what was accepted before the commit, the commit, and what was accepted after it',
      inversion(all, accepted),
    )
    for (const at of [peer, other, follower]) {
      const foreign = [...before, ...after].filter(({ by }) => !by.user.uri.includes(at.domain))
      await allArrive(context, room, at, foreign)
      const events = room.events(at)
      const byTime = inversion(events, ({ timestamp }) => timestamp)
      inOrder(context, `times that never decrease at ${at.domain}`, byTime)
      const sameOrder = inversion(events, ({ message }) => places.get(hex(message)) ?? null)
      const there = [sameOrder?.early, sameOrder?.late].map((event) =>
        all.find(({ message }) => event && hex(message) === hex(event.message)),
      )
      // The network may have changed the order at either.
      const apart = new Set(there.map((event) => event?.record.request.connection)).size > 1
      inOrder(
        context,
        `the same order at ${at.domain} as at ${follower.domain}`,
        sameOrder && { ...sameOrder, as: apart ? 'warn' : sameOrder.as },
      )
    }
  },
})

const slow = check({
  ...hosted,
  id: 'notify.fanout.slow',
  title: 'A follower that is slow to answer gets all further events, in order',
  requirements: ['MIMI-NTF-026'],
  fails: 'Events that were accepted while a follower had not answered yet are lost, or come in another order.',
  async run(context) {
    const { room, adminClient, follower } = await withFollower(context, held)
    const said: Message[] = []
    for (const text of ['one', 'two', 'three', 'four', 'five']) said.push(await room.say(adminClient, text))
    await allArrive(context, room, follower, said)
    const places = new Map(said.map(({ bytes }, index) => [hex(bytes), index]))
    const found = inversion(room.events(follower), ({ message }) => places.get(hex(message)) ?? null)
    inOrder(context, 'the events in the order in which they were accepted', found)
  },
})

/** Longer than an event should be under way, shorter than a hub waits for an answer, ms. */
const hangingMs = 1_200

const notDelayed = check({
  ...hosted,
  id: 'notify.fanout.not-delayed',
  title: 'A slow follower does not keep the others waiting',
  requirements: ['MIMI-NTF-027'],
  fails: 'Another provider gets the next event only after a slow one has answered the one before (a warning).',
  async run(context) {
    const { other, arrivesIn, must } = context
    const { room, adminClient, follower, arrived } = await withFollower(context, { ...taken, delayMs: hangingMs })
    const first = await room.say(adminClient, 'one')
    await arrivesIn(room, follower, { of: first })
    const second = await room.say(adminClient, 'two')
    const event = await arrivesIn(room, other, { of: second }, { as: 'warn' })
    const [slowest] = arrived()
    const answeredAt =
      must(slowest, { expected: 'an event at the slow follower', actual: 'none' }).request.receivedAt + hangingMs
    const inTime = event.record.request.receivedAt < answeredAt
    if (!inTime) {
      const began = Date.now()
      const third = await arrivesIn(room, other, { of: await room.say(adminClient, 'three') }, { as: 'warn' })
      if (third.record.request.receivedAt - began > hangingMs / 2)
        context.skip('events take so long to another provider anyway that nothing can be said')
    }
    context.that(inTime, {
      expected: `the event at ${other.domain} before ${follower.domain} answered the one before, after ${hangingMs} ms`,
      actual: `it came ${event.record.request.receivedAt - answeredAt} ms later`,
      as: 'warn',
      exchange: event.record,
    })
  },
})

const epochs = check({
  ...hosted,
  id: 'notify.fanout.epochs',
  title: 'A proposal arrives before the commit that refers to it, and the commit before what is of its epoch',
  requirements: ['MIMI-NTF-030'],
  fails: 'A follower gets a commit before a proposal that it refers to, or a message before the commit of its epoch.',
  async run(context) {
    const { room, adminClient, memberClient, follower } = await withFollower(context, held)
    // What is answered slowly comes first, so that the rest has to wait for it together.
    await room.say(adminClient, 'first of all')
    const proposal = await memberClient.propose({ renew: true })
    await room.send(proposal).accepted()
    const commit = await adminClient.change()
    await room.send(commit).accepted()
    const message = await room.say(memberClient, 'in the new epoch')
    const sent = [proposal, commit, message]
    for (const of of sent) await context.arrivesIn(room, follower, { of })
    const found = inversion(room.events(follower), (event) => {
      const place = sent.findIndex((of) => room.events(follower, { of }).includes(event))
      return place < 0 ? null : place
    })
    inOrder(context, 'the proposal, the commit that refers to it, the message of the new epoch', found)
  },
})

const groupOf = ({ value: { message } }: RoomFanout): Uint8Array | null => {
  if ('private_message' in message) return message.private_message.group_id
  return 'public_message' in message ? message.public_message.content.group_id : null
}

function judgeGroups({ that }: CheckContext, room: HostedRoom, at: Peer): void {
  for (const event of room.events(at)) {
    const group = groupOf(event)
    that(group === null || hex(group) === hex(room.groupId), {
      expected: `events of the group ${hex(room.groupId)} alone in a notify for ${room.uri}`,
      actual: `the ${event.kind} of the group ${hex(group ?? undefined)}`,
      exchange: event.record,
    })
  }
}

const apart = check({
  ...hosted,
  id: 'notify.fanout.rooms-apart',
  title: 'All events of a notify belong to the room in its path',
  requirements: ['MIMI-NTF-029'],
  fails: "A notify for one room brings an event of another room's group.",
  async run(context) {
    const { target, other } = context
    const { room, admin, member } = await twoPeers(context)
    const rooms = [room, await target.host({ members: [{ user: admin }, { user: member }] })]
    const said: Message[] = []
    for (const text of ['one', 'two', 'three'])
      for (const each of rooms) said.push(await each.say(each.client(admin), text))
    // Each comes to one of the two; whether to its own is what is looked at.
    const came = await Promise.all(said.map((of) => Promise.race(rooms.map((each) => each.event(other, { of })))))
    if (!came.some(Boolean)) context.skip('no event came at all; judged by notify.fanout.every-provider')
    for (const each of rooms) judgeGroups(context, each, other)
  },
})

export default [order, slow, notDelayed, epochs, apart]

import { check, type Definition } from '../../src/check/define.js'
import type { CheckContext } from '../../src/check/context.js'
import { CodecError } from '../../src/codec/index.js'
import { EngineError, type Group } from '../../src/mls/engine.js'
import type { TargetDevice } from '../../src/peers/target-handle.js'
import type { InboxEntry } from '../../src/target/driver/contract.js'
import { contentOf, count, deliveredTo, join, provisioning, same } from './events.js'

const shared: Pick<Definition, 'requirements' | 'roles' | 'needs'> = {
  requirements: ['MIMI-NTF-010'],
  roles: ['follower'],
  needs: [...provisioning, 'inbox'],
}

export default [
  check({
    ...shared,
    id: 'notify.delivered.unchanged',
    title: 'Welcome, proposal, commit and messages reach the device unchanged, with room, time and ratchet tree',
    fails:
      "An event does not reach the device, or its MLSMessage, its room or the Welcome's ratchet tree is another one. " +
      'Another timestamp is a warning.',
    async run({ draft, target, hub, that }) {
      const [user, leaving] = [await target.user(), await target.user()]
      const { device } = user
      const room = await hub.roomWith([user, leaving])
      const message = await room.applicationMessage('in the first epoch')
      const proposal = room.event(await room.group.proposeRemoval(2))
      const { commit, accepted } = await room.group.update()
      accepted()
      const events = {
        Welcome: room.welcome,
        'application message': message,
        proposal,
        commit: room.event(commit),
        'application message of the next epoch': await room.applicationMessage('in the second epoch'),
      }
      const contents = Object.entries(events).map(([what, event]) => ({ what, ...contentOf(draft, event) }))
      for (const event of Object.values(events).slice(1)) await hub.notify(target, hub.fanout(room, event)).accepted()
      const entries = await deliveredTo(device, contents)
      for (const content of contents) {
        const entry = entries.find((each) => same(each.message, content.message))
        that(entry !== undefined, {
          expected: `the ${content.what} in the inbox of ${device.uri}, byte for byte the MLSMessage of the event`,
          actual: `${entries.length} entries, none of which holds it`,
        })
        if (!entry) continue
        that(entry.room === room.uri, {
          expected: `the ${content.what} delivered as an event of ${room.uri}`,
          actual: `as one of ${entry.room}`,
        })
        that(entry.timestamp === content.timestamp, {
          expected: `the ${content.what} delivered with the hub's timestamp ${content.timestamp}`,
          actual: `with ${entry.timestamp}`,
          as: 'warn',
        })
        that(content.ratchetTree === null || same(entry.ratchetTree ?? new Uint8Array(), content.ratchetTree), {
          expected: `the ${content.what} delivered with the ratchet tree that came along`,
          actual: entry.ratchetTree ? 'with another tree' : 'without a ratchet tree, so that nobody can join by it',
        })
      }
    },
  }),
  check({
    ...shared,
    id: 'notify.delivered.readable',
    title: 'What a device is delivered lets its client join and read on over a change of epoch',
    fails: 'From what the inbox holds, in its order, the client cannot join, follow a commit or decrypt a message.',
    async run(context) {
      const { draft, target, hub, that } = context
      const user = await target.user()
      const room = await hub.roomWith(user)
      const texts = ['before the commit', 'after the commit'] as const
      const before = await room.applicationMessage(texts[0])
      const { commit, accepted } = await room.group.update()
      accepted()
      const events = [before, room.event(commit), await room.applicationMessage(texts[1])]
      for (const event of events) await hub.notify(target, hub.fanout(room, event)).accepted()
      const contents = [room.welcome, ...events].map((event) => contentOf(draft, event))
      const { read, trouble } = await readAll(context, user.device, await deliveredTo(user.device, contents))
      for (const text of texts)
        that(read.includes(text), {
          expected: `a client that reads the message "${text}" from what its device was delivered, in that order`,
          actual: trouble ?? 'everything was processed, but no message says that',
        })
    },
  }),
  check({
    ...shared,
    id: 'notify.delivered.every-device',
    title: 'An event reaches every device of every local user that a Welcome brought into the room',
    fails: 'Of two users with two devices each some device gets no Welcome or no message, or gets it twice.',
    async run({ draft, target, hub, that }) {
      const users = [await target.user({ devices: 2 }), await target.user({ devices: 2 })]
      const room = await hub.roomWith(users)
      const message = await room.applicationMessage('to all four')
      const sent = await hub.notify(target, hub.fanout(room, message)).accepted()
      const contents = [room.welcome, message].map((event) => contentOf(draft, event))
      const devices = users.flatMap((user) => user.devices)
      const inboxes = await Promise.all(devices.map((device) => deliveredTo(device, contents)))
      for (const [index, device] of devices.entries()) {
        const [welcomes, messages] = contents.map((content) => count(inboxes[index] ?? [], content))
        that(welcomes === 1 && messages === 1, {
          expected: `the Welcome and the message once each in the inbox of ${device.uri}, one of four in the room`,
          actual: `the Welcome ${times(welcomes)}, the message ${times(messages)}`,
          exchange: sent,
        })
      }
    },
  }),
  check({
    ...shared,
    id: 'notify.delivered.own-room',
    title: 'Events of one room reach the members of that room only',
    fails:
      'A device that is in another room of the same hub is delivered the event, or a member gets it for another room.',
    async run({ draft, target, hub, that }) {
      const [both, one] = [await target.user(), await target.user()]
      const rooms = [await hub.roomWith([both, one]), await hub.roomWith(both)]
      const events = await Promise.all(rooms.map((room) => room.applicationMessage('in one room')))
      const [shared, own] = events.map((event) => contentOf(draft, event))
      if (!shared || !own) return
      // The room of both comes last: when its event is there, the other would have been, too.
      for (const [index, room] of [...rooms.entries()].reverse())
        await hub.notify(target, hub.fanout(room, events[index] ?? new Uint8Array())).accepted()
      const entries = await deliveredTo(both.device, [shared, own])
      for (const [index, content] of [shared, own].entries()) {
        const said = entries.filter((entry) => same(entry.message, content.message)).map(({ room }) => room)
        that(said.length === 1 && said[0] === rooms[index]?.uri, {
          expected: `the event of ${rooms[index]?.uri} delivered to ${both.device.uri} as one of that room`,
          actual: said.length === 0 ? 'it is missing' : `delivered for ${said.join(', ')}`,
        })
      }
      that(count(await deliveredTo(one.device, [shared]), own) === 0, {
        expected: `no event of ${rooms[1]?.uri} in the inbox of ${one.device.uri}, which is not in that room`,
        actual: 'it is there',
      })
    },
  }),
]

function times(number = 0): string {
  return number === 1 ? 'once' : number === 0 ? 'not at all' : `${number} times`
}

/** What a client makes of its inbox, repetitions aside: the messages that it can read, and what stopped it. */
async function readAll(context: CheckContext, device: TargetDevice, entries: readonly InboxEntry[]) {
  const read: string[] = []
  let group: Group | null = null
  const distinct = entries.filter((entry, at) => entries.findIndex((each) => same(each.message, entry.message)) === at)
  try {
    for (const { message, ratchetTree = null } of distinct) {
      if (!group && !ratchetTree) return { read, trouble: 'the first entry is no Welcome with a ratchet tree' }
      if (!group) group = await join(context, device, { message, ratchetTree })
      else {
        const processed = await group.process(message)
        if (processed.kind === 'application') read.push(Buffer.from(processed.plaintext).toString('utf8'))
      }
    }
    return { read, trouble: null }
  } catch (error) {
    if (error instanceof CodecError || error instanceof EngineError)
      return { read, trouble: `what is delivered cannot be processed: ${error.message}` }
    throw error
  }
}

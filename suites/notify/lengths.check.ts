import type { CheckContext } from '../../src/check/context.js'
import { check } from '../../src/check/define.js'
import { decodeIn } from '../../src/wire/by-draft.js'
import { MLSMessage } from '../../src/mls/wire/index.js'
import type { HubRoom } from '../../src/peers/room.js'
import { contentOf, count, deliveredTo, provisioning } from './events.js'

/** Where a length header grows to two and to four bytes (RFC 9420, 2.1.2): the last of the shorter, the first of the longer. */
const cases = [
  { group: 63, ciphertexts: [16383, 16384] },
  { group: 64, ciphertexts: [] },
]

/** Events with vectors of these lengths, in rooms that a new account of the target is in. */
async function longEvents({ draft, hub, target, name }: CheckContext) {
  const user = await target.user({ keyPackages: cases.length })
  const events = []
  for (const { group, ciphertexts } of cases) {
    const groupId = new TextEncoder().encode(name('lengths').padEnd(group, '-'))
    const room = await hub.roomWith(user, { groupId })
    const short = await room.applicationMessage('short')
    events.push({ room, what: `a group_id of ${groupId.length} bytes`, event: short })
    for (const length of ciphertexts) {
      const event = room.event(await withCiphertext(draft, room, length))
      events.push({ room, what: `a ciphertext of ${length} bytes`, event })
    }
  }
  return { user, events }
}

/** An application message whose ciphertext is as long as that: what encryption adds is the same for both. */
async function withCiphertext(draft: CheckContext['draft'], { group }: HubRoom, length: number): Promise<Uint8Array> {
  const plaintext = new Uint8Array(length - 1000)
  const probe = decodeIn(MLSMessage, draft, await group.encrypt(plaintext))
  const added = 'private_message' in probe ? probe.private_message.ciphertext.length - plaintext.length : 0
  return group.encrypt(new Uint8Array(length - added))
}

export default [
  check({
    id: 'notify.accepted.lengths',
    title: 'Events with vectors of 63, 64, 16383 and 16384 bytes are answered 201',
    requirements: ['MIMI-NTF-017'],
    roles: ['follower'],
    needs: provisioning,
    fails:
      'An event is refused because a length in it is the last that fits into its header, or the first that does not.',
    async run(context) {
      const { target, hub, that } = context
      for (const { room, what, event } of (await longEvents(context)).events) {
        const answer = await hub.notify(target, hub.fanout(room, event))
        that(answer.status === 201, {
          expected: `status 201 for an event with ${what}`,
          actual: answer.status === null ? 'no answer' : `status ${answer.status}`,
          as: answer.status !== null && [200, 202, 204].includes(answer.status) ? 'warn' : undefined,
          exchange: answer,
        })
      }
    },
  }),
  check({
    id: 'notify.delivered.lengths',
    title: 'Events with vectors of 63, 64, 16383 and 16384 bytes are delivered unchanged',
    requirements: ['MIMI-NTF-010'],
    roles: ['follower'],
    needs: [...provisioning, 'inbox'],
    fails: 'A message around one of these lengths does not reach the device, or not as it was.',
    async run(context) {
      const { draft, target, hub, that } = context
      const { user, events } = await longEvents(context)
      for (const { room, event } of events) await hub.notify(target, hub.fanout(room, event)).accepted()
      const contents = events.map(({ event }) => contentOf(draft, event))
      const entries = await deliveredTo(user.device, contents)
      for (const [index, content] of contents.entries())
        that(count(entries, content) > 0, {
          expected: `the message with ${events[index]?.what} in the inbox of ${user.device.uri}`,
          actual: 'no entry holds these bytes',
        })
    },
  }),
]

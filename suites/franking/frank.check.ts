import { randomBytes } from 'node:crypto'
import { check } from '../../src/check/define.js'
import { encode } from '../../src/codec/index.js'
import { frankDefect } from '../../src/peers/franks.js'
import { FanoutMessage } from '../../src/wire/notify.js'
import { encodeIn } from '../../src/wire/by-draft.js'
import { Frank } from '../../src/wire/franking.js'
import {
  distributed,
  type Frank02,
  type Frank06,
  franked,
  frankedAndSent,
  frankingRoom,
  hex,
  hosted,
  same,
  serverFrankIn,
  told,
} from './franked.js'

function octets(frank: Frank02 | Frank06 | null): Uint8Array | undefined {
  if (!frank) return undefined
  return 'serverFrank' in frank ? encode(Frank['02ed'], frank) : encode(Frank['06'], frank)
}

const equal = check({
  ...hosted,
  id: 'franking.same',
  title: 'Every provider gets the frank that the sender was told',
  requirements: ['MIMI-FRK-008'],
  fails: 'A fanout is without the frank, or has another one than the answer or than the fanout to another provider.',
  async run(context) {
    const { odd, peer, other, that, arrivesIn } = context
    const sender = (await odd()).user({ name: 'sender' })
    const { room } = await frankingRoom(context, { members: [{ user: sender }] })
    const { message, answer, serverFrank } = await franked(context, room, room.client(sender))
    const events = [await arrivesIn(room, peer, { of: message }), await arrivesIn(room, other, { of: message })]
    const franks = events.map(distributed)
    const whole = told(answer)?.frank ?? franks[0] ?? null
    for (const [index, frank] of franks.entries()) {
      const exchange = events[index]?.record
      that(frank !== null && same(serverFrankIn(frank), serverFrank), {
        expected: `the server frank that the sender was told, ${hex(serverFrank)}`,
        actual: frank ? hex(serverFrankIn(frank)) : 'no frank',
        exchange,
      })
      that(hex(octets(frank)) === hex(octets(whole)), {
        expected: `one and the same frank everywhere, ${hex(octets(whole))}`,
        actual: hex(octets(frank)),
        exchange,
      })
    }
  },
})

const repeatedTag = check({
  ...hosted,
  id: 'franking.tag.repeated',
  title: "The frank repeats the tag of the message's authenticated data",
  requirements: ['MIMI-FRK-009'],
  fails: 'franking_tag in the fanout is not the tag that the message has.',
  async run(context) {
    const { room, adminClient } = await frankingRoom(context)
    const { frank, message, event } = await frankedAndSent(context, room, adminClient)
    const repeated = 'franking_tag' in frank ? frank.franking_tag : undefined
    context.that(hex(repeated) === hex(message.tag ?? undefined), {
      expected: `franking_tag ${hex(message.tag ?? undefined)}`,
      actual: hex(repeated),
      exchange: event.record,
    })
  },
})

/** A hub may accept several messages within one millisecond. */
const mostTries = 50

const fresh = check({
  ...hosted,
  id: 'franking.fresh',
  title: 'A tag that is sent again at another time gets another server frank, and so does another tag',
  requirements: ['MIMI-FRK-010'],
  fails: 'The server frank does not depend on the time of acceptance: it is the same for the same tag.',
  async run(context) {
    const { that, skip } = context
    const { room, memberClient } = await frankingRoom(context)
    const tag = Uint8Array.from(randomBytes(32))
    const first = await franked(context, room, memberClient, { tag })
    const further = await franked(context, room, memberClient)
    that(!same(first.serverFrank, further.serverFrank), {
      expected: 'another server frank for another tag',
      actual: `${hex(first.serverFrank)} both times`,
      exchange: further.answer,
    })
    let again = await franked(context, room, memberClient, { tag })
    for (let tried = 1; again.time === first.time && tried < mostTries; tried += 1)
      again = await franked(context, room, memberClient, { tag })
    if (again.time === first.time) skip(`${mostTries} messages were all accepted at ${first.time}`)
    that(!same(first.serverFrank, again.serverFrank), {
      expected: `another server frank for the same tag at ${again.time} than at ${first.time}`,
      actual: `${hex(first.serverFrank)} both times`,
      exchange: again.answer,
    })
  },
})

const signature = check({
  ...hosted,
  id: 'franking.signature',
  title: 'The frank verifies for its sender, room and time with the key of the franking agent in the GroupContext',
  requirements: ['MIMI-FRK-012'],
  fails: 'FrankingIntegrityTBS, made of what the sender and a receiver know, does not verify.',
  async run(context) {
    const { room, admin, adminClient } = await frankingRoom(context)
    const { frank, event } = await frankedAndSent(context, room, adminClient)
    const facts = { sender: admin.uri, room: room.uri, timestamp: event.timestamp }
    const defect = 'server_frank' in frank ? frankDefect(frank, room.context, facts) : 'it is none of this draft'
    context.that(defect === null, {
      expected: 'a franking_integrity_signature that verifies with the label FrankingIntegrityTBS (5.4.1.2)',
      actual: defect ?? '',
      exchange: event.record,
    })
  },
})

const cipherSuite = check({
  ...hosted,
  id: 'franking.cipher-suite',
  title: 'The frank names the cipher suite of the group',
  requirements: ['MIMI-FRK-013'],
  fails: 'franking_signature_ciphersuite is another one than that of the GroupContext.',
  async run(context) {
    const { room, adminClient } = await frankingRoom(context)
    const { frank, event } = await frankedAndSent(context, room, adminClient)
    const named = 'server_frank' in frank ? frank.franking_signature_ciphersuite : null
    context.that(named === room.context.cipher_suite, {
      expected: `franking_signature_ciphersuite ${room.context.cipher_suite}`,
      actual: `${named}`,
      exchange: event.record,
    })
  },
})

const time = check({
  ...hosted,
  id: 'franking.time',
  title: 'The time in the frank is the one that the sender is told and the one in the fanout',
  requirements: ['MIMI-FRK-017'],
  fails: 'Answer and fanout of a franked message have different times, or (06) the frank verifies for neither.',
  async run(context) {
    const { that } = context
    const { room, admin, adminClient } = await frankingRoom(context)
    const sent = await frankedAndSent(context, room, adminClient)
    that(sent.time === sent.event.timestamp, {
      expected: `the message distributed with the time ${sent.time}, which its sender was told and which is in the frank`,
      actual: `${sent.event.timestamp}`,
      exchange: sent.event.record,
    })
    if (!('server_frank' in sent.frank) || sent.time === null) return
    const facts = { sender: admin.uri, room: room.uri, timestamp: sent.time }
    const defect = frankDefect(sent.frank, room.context, facts)
    that(defect === null, {
      expected: `a frank that binds ${sent.time}, the time that the sender was told`,
      actual: defect ?? '',
      exchange: sent.event.record,
    })
  },
})

const hidden = check({
  ...hosted,
  id: 'franking.sender-hidden',
  title: 'What other providers get of a message does not name its sender',
  requirements: ['MIMI-FRK-016'],
  fails: "The event, or a header of the request that brings it, holds the sender's URI.",
  async run(context) {
    const { draft, that } = context
    const { room, admin, adminClient } = await frankingRoom(context)
    const { event } = await frankedAndSent(context, room, adminClient)
    const bytes = encodeIn<unknown, unknown, unknown>(FanoutMessage, draft, event.value)
    const headers = event.record.request.headers.map(([name, value]) => `${name}: ${value}`)
    const naming = [Buffer.from(bytes), ...headers].filter((part) => part.includes(admin.uri))
    that(naming.length === 0, {
      expected: `nothing of ${admin.uri} in the fanout of its message: the hub alone knows the sender (5.4.1)`,
      actual: naming.some((part) => typeof part === 'string')
        ? 'a header names the sender'
        : 'the event names the sender',
      exchange: event.record,
    })
  },
})

export default [equal, repeatedTag, fresh, signature, cipherSuite, time, hidden]

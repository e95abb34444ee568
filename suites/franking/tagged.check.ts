import { randomBytes } from 'node:crypto'
import { check } from '../../src/check/define.js'
import { encode } from '../../src/codec/index.js'
import { byDraft } from '../../src/drafts/by-draft.js'
import { componentIds, SafeAAD } from '../../src/mls/wire/index.js'
import { describeAnswer, outcomeOf } from '../../src/peers/answer.js'
import { twoPeers } from '../update/rooms.js'
import { distributed, frankingRoom, hex, hosted, told } from './franked.js'

/** In 02ed nobody says how a message has its tag (R-W30): what a hub does not find there is a warning. */
const missing = byDraft({ '01': undefined, '02ed': 'warn', '06': undefined } as const)

const tagged = check({
  ...hosted,
  id: 'franking.tagged',
  title: 'A message with a franking tag in its authenticated data is franked',
  requirements: ['MIMI-FRK-005', 'MIMI-FRK-004'],
  fails: 'The answer to a message with any tag of 32 octets has no frank (a warning in 02ed).',
  async run(context) {
    const { draft, that } = context
    const { room, memberClient } = await frankingRoom(context)
    // A hub cannot check a tag, so that any 32 octets are one.
    for (const tag of [true, Uint8Array.from(randomBytes(32))]) {
      const answer = await room.submit(await memberClient.message('frank me', { tag })).accepted()
      that(told(answer) !== null, {
        expected: 'a frank in the answer to a message with the item frank_aad in its SafeAAD',
        actual: `${describeAnswer(answer)}, without a frank`,
        as: missing[draft],
        exchange: answer,
      })
    }
  },
})

/** Of the range for private use. */
const otherComponent = 0xf001

const surrounded = check({
  ...hosted,
  id: 'franking.tag.surrounded',
  title: 'The tag is found beside another item of the SafeAAD and in front of other authenticated data',
  requirements: ['MIMI-FRK-004'],
  drafts: ['06'],
  fails: 'A message is not franked because its authenticated data hold more than the tag.',
  async run(context) {
    const { room, memberClient } = await frankingRoom(context)
    const safeAad = encode(SafeAAD, {
      aad_items: [
        { component_id: componentIds.frank_aad, aad_item_data: Uint8Array.from(randomBytes(32)) },
        { component_id: otherComponent, aad_item_data: Uint8Array.of(1, 2, 3) },
      ],
    })
    const authenticatedData = Uint8Array.from([...safeAad, ...Buffer.from('more data')])
    const answer = await room.submit(await memberClient.message('frank me', { authenticatedData })).accepted()
    context.that(told(answer) !== null, {
      expected: `a frank for a tag that is followed by an item of component ${otherComponent} and by other data`,
      actual: `${describeAnswer(answer)}, without a frank`,
      exchange: answer,
    })
  },
})

const untagged = check({
  ...hosted,
  id: 'franking.untagged',
  title: 'A message without a franking tag has no frank, neither in the answer nor in the fanout',
  requirements: ['MIMI-FRK-006'],
  fails: 'The answer or the fanout of an untagged message has a frank (a warning).',
  async run(context) {
    const { that, arrivesIn, other } = context
    const { room, adminClient } = await frankingRoom(context)
    const message = await adminClient.message('no tag')
    const answer = await room.submit(message).accepted()
    const event = await arrivesIn(room, other, { of: message })
    const [inAnswer, inFanout] = [told(answer) !== null, distributed(event) !== null]
    that(!inAnswer, { expected: 'no frank in the answer', actual: 'one', as: 'warn', exchange: answer })
    that(!inFanout, { expected: 'no frank in the fanout', actual: 'one', as: 'warn', exchange: event.record })
  },
})

const withoutAgent = check({
  ...hosted,
  id: 'franking.agent.missing',
  title: 'Where the GroupContext has no franking agent, a message with a tag is accepted without a frank',
  requirements: ['MIMI-FRK-007'],
  fails: 'The message is franked all the same, or refused.',
  async run(context) {
    const { that, expect } = context
    const { room, memberClient } = await twoPeers(context, { without: [componentIds.franking_signature_key] })
    const answer = await room.submit(await memberClient.message('frank me', { tag: true }))
    await expect(answer).code('accepted')
    that(told(answer) === null, {
      expected: 'no frank: the GroupContext has no franking agent with whose key a receiver could verify it',
      actual: `a frank, ${hex(told(answer)?.serverFrank)}`,
      exchange: answer,
    })
  },
})

const lengths = [
  { word: 'short', octets: 31 },
  { word: 'long', octets: 33 },
] as const

const malformed = lengths.map(({ word, octets }) =>
  check({
    ...hosted,
    id: `franking.tag.${word}`,
    title: `A message with a franking tag of ${octets} octets is refused, or accepted without a frank`,
    requirements: ['MIMI-FRK-019'],
    fails: `A tag of ${octets} octets is franked, or the target fails at it.`,
    async run(context) {
      const { room, memberClient } = await frankingRoom(context)
      const tag = Uint8Array.from(randomBytes(octets))
      const bad = await memberClient.message('a malformed tag', { tag })
      const twin = await memberClient.message('the twin', { tag: true })
      await context.refusesIn(room, {
        what: `a franking tag of ${octets} octets`,
        malformed: async () => {
          const answer = await room.submit(bad)
          context.that(told(answer) === null, {
            expected: `no frank over a franking tag of ${octets} octets, which has to have 32`,
            actual: `a frank, ${hex(told(answer)?.serverFrank)}`,
            exchange: answer,
          })
          return answer
        },
        twin,
        isRefusal: (answer) => outcomeOf(answer) !== 'server-error',
      })
    },
  }),
)

export default [tagged, surrounded, untagged, withoutAgent, ...malformed]

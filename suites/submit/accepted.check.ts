import { randomBytes } from 'node:crypto'
import { check } from '../../src/check/define.js'
import { describeAnswer, outcomeOf } from '../../src/peers/answer.js'
import { acceptedAt, hosted, twoPeers } from '../update/rooms.js'
import { ahead, reframed } from './messages.js'

/** Clocks are compared less the skew that the target has shown; what is left is a matter of rounding. */
const clockSlackMs = 2_000

/** As long as a short message is, and no longer than the tag that seals nothing at all. */
const sealedBytes = [400, 17]

export default [
  check({
    ...hosted,
    id: 'submit.accepted',
    title: "A member's message is answered with status 200 and accepted",
    requirements: ['MIMI-SUB-001', 'MIMI-SUB-002'],
    fails:
      'A valid message of an active participant is answered with another code than accepted, or another status than 200 (201 and 202 are warnings).',
    async run(context) {
      const { room, memberClient } = await twoPeers(context)
      const answer = room.submit(await memberClient.message('hello'))
      await context.expect(answer, 'MIMI-SUB-002').code('accepted')
      await context.expect(answer).status(200, { warn: [201, 202] })
    },
  }),
  check({
    ...hosted,
    id: 'submit.refused.status',
    title: 'A refusal with a SubmitMessageResponse has status 200, too',
    requirements: ['MIMI-SUB-001'],
    fails: 'A code of refusal comes with another status than 200 (a warning).',
    async run(context) {
      const { draft, skip, that } = context
      const { room, memberClient } = await twoPeers(context)
      const answer = await room.submit(ahead(draft, await memberClient.message('too early')))
      if (outcomeOf(answer) !== 'negative')
        skip(`the refusal has no SubmitMessageResponse: ${describeAnswer(answer)}; judged by submit.epoch.ahead`)
      that(answer.status === 200, {
        expected: `status 200 with code ${answer.code}`,
        actual: describeAnswer(answer),
        as: 'warn',
        exchange: answer,
      })
    },
  }),
  check({
    ...hosted,
    id: 'submit.accepted.timestamp',
    title: 'The answer tells when the hub took the message, in milliseconds',
    requirements: ['MIMI-SUB-002'],
    fails: 'The acceptance time is no time of now in milliseconds since 1970.',
    async run(context) {
      const { expect, that, skewMs } = context
      const { room, memberClient } = await twoPeers(context)
      const message = await memberClient.message('what time is it')
      const from = Math.floor(Date.now() + skewMs - clockSlackMs)
      const answer = await room.submit(message).accepted()
      const to = Math.ceil(Date.now() + skewMs + clockSlackMs)
      const accepted = acceptedAt(await expect(answer).reads())
      that(accepted !== null && accepted >= BigInt(from) && accepted <= BigInt(to), {
        expected: `an acceptance time in milliseconds since 1970 between ${from} and ${to}`,
        actual: `${accepted}`,
        exchange: answer,
      })
    },
  }),
  check({
    ...hosted,
    id: 'submit.timestamp.distributed',
    title: 'The time that the sender is told is the one distributed with the message',
    requirements: ['MIMI-SUB-016'],
    fails: 'Another provider gets the message with another timestamp (a warning).',
    async run(context) {
      const { that, arrivesIn, other } = context
      const { room, adminClient } = await twoPeers(context)
      const message = await adminClient.message('at one time')
      const answer = await room.submit(message).accepted()
      const { timestamp, record } = await arrivesIn(room, other, { kind: 'application', of: message })
      that(timestamp === acceptedAt(answer.value), {
        expected: `the message distributed with the time ${acceptedAt(answer.value)}, which its sender was told`,
        actual: `${timestamp}`,
        as: 'warn',
        exchange: record,
      })
    },
  }),
  check({
    ...hosted,
    id: 'submit.opaque',
    title: 'Content that nobody can decrypt is taken and forwarded, be it short or long',
    requirements: ['MIMI-SUB-014'],
    fails: 'A PrivateMessage with random octets for a ciphertext is refused, or not forwarded as it is (a warning).',
    async run(context) {
      const { draft, arrivesIn, other, that } = context
      const { room, adminClient } = await twoPeers(context)
      for (const octets of sealedBytes) {
        const sealed = reframed(draft, await adminClient.message(), (frame) => ({
          ...frame,
          encrypted_sender_data: Uint8Array.from(randomBytes(frame.encrypted_sender_data.length)),
          ciphertext: Uint8Array.from(randomBytes(octets)),
        }))
        const answer = await room.submit(sealed)
        const taken = outcomeOf(answer) === 'accepted'
        that(taken, {
          expected: `accepted: a hub cannot tell that ${octets} random octets are no ciphertext`,
          actual: describeAnswer(answer),
          as: outcomeOf(answer) === 'negative' || outcomeOf(answer) === 'refused' ? 'warn' : undefined,
          exchange: answer,
        })
        if (taken) await arrivesIn(room, other, { of: sealed }, { as: 'warn' })
      }
    },
  }),
]

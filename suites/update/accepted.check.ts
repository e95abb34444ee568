import { check } from '../../src/check/define.js'
import { describeAnswer } from '../../src/peers/answer.js'
import { acceptedAt, hosted, twoPeers } from './rooms.js'

export default [
  check({
    ...hosted,
    id: 'update.accepted',
    title: "A member's commit without proposals is taken: status 200, code success",
    requirements: ['MIMI-UPD-001', 'MIMI-UPD-002', 'MIMI-UPD-044'],
    fails:
      'A valid commit that only renews keys is answered with another code than success, or another status than 200.',
    async run(context) {
      const { expect } = context
      const { room, memberClient } = await twoPeers(context)
      const answer = room.send(await memberClient.change())
      await expect(answer).code('success')
      await expect(answer, 'MIMI-UPD-002').status(200, { warn: [201, 202] })
    },
  }),
  check({
    ...hosted,
    id: 'update.accepted.timestamp',
    title: 'Success tells when the hub took the update, and the event is distributed with that time',
    requirements: ['MIMI-UPD-003', 'MIMI-UPD-042'],
    fails:
      'The acceptance time is no time of now in milliseconds, or the commit does not arrive, or with another time (a warning).',
    async run(context) {
      const { expect, that, arrivesIn, other, skewMs } = context
      const { room, adminClient } = await twoPeers(context)
      const commit = await adminClient.change()
      const before = Date.now()
      const answer = await room.send(commit).accepted()
      const accepted = acceptedAt(await expect(answer).code('success').reads())
      const [from, to] = [before + skewMs - clockSlackMs, Date.now() + skewMs + clockSlackMs]
      that(accepted !== null && accepted >= BigInt(Math.floor(from)) && accepted <= BigInt(Math.ceil(to)), {
        expected: `an acceptance time in milliseconds since 1970 between ${Math.floor(from)} and ${Math.ceil(to)}`,
        actual: `${accepted}`,
        exchange: answer,
      })
      const event = await arrivesIn(room, other, { kind: 'commit', of: commit })
      that(event.timestamp === accepted, {
        requirement: 'MIMI-UPD-042',
        expected: `the commit distributed with the time ${accepted}, which its sender was told`,
        actual: `${event.timestamp}`,
        as: 'warn',
        exchange: event.record,
      })
    },
  }),
  check({
    ...hosted,
    id: 'update.description',
    title: 'Each answer has an error description, be it empty: success, wrong epoch and not allowed alike',
    requirements: ['MIMI-UPD-007', 'MIMI-UPD-002'],
    fails:
      'An answer cannot be read with an error description behind its code, or that is no UTF-8; a status other than 200 is a warning.',
    async run(context) {
      const { expect, other, that } = context
      const { room, adminClient, memberClient } = await twoPeers(context)
      const stale = await memberClient.change()
      const forbidden = async () => memberClient.change({ admit: [{ user: other.user() }] })
      const answers = [
        { what: 'a valid commit', answer: await room.send(await adminClient.change()) },
        { what: 'a commit of an epoch that is over', answer: await room.send(stale) },
        { what: 'an add by a member without that right', answer: await room.send(await forbidden()) },
      ]
      for (const { what, answer } of answers) {
        const refused = answer.status !== null && answer.status >= 400
        that(!refused, {
          requirement: 'MIMI-UPD-002',
          expected: `status 200 with an UpdateRoomResponse for ${what}`,
          actual: describeAnswer(answer),
          as: 'warn',
          exchange: answer,
        })
        // A refusal outside of the structure has no description: that it should be inside is another requirement's.
        if (refused && answer.value === null) continue
        const { errorDescription } = await expect(answer).reads()
        that(typeof errorDescription === 'string', {
          expected: `an errorDescription of UTF-8 in the answer to ${what}`,
          actual: describeAnswer(answer),
          exchange: answer,
        })
      }
    },
  }),
  check({
    ...hosted,
    id: 'update.without-welcome',
    title: 'A commit that adds nobody goes without a Welcome, one that adds somebody with one',
    requirements: ['MIMI-UPD-015'],
    fails: 'A commit without Adds is refused for its missing Welcome, or one with an Add and a Welcome is refused.',
    async run(context) {
      const { expect, other, arrivesIn } = context
      const { room, adminClient } = await twoPeers(context)
      await expect(room.send(await adminClient.change())).code('success')
      const newcomer = other.user()
      await expect(room.send(await adminClient.change({ admit: [{ user: newcomer }] }))).code('success')
      await arrivesIn(room, other, { kind: 'welcome' })
    },
  }),
  check({
    ...hosted,
    id: 'update.key-rotation',
    title: "A member's Update proposal is taken as PublicMessage, and so is another member's commit over it",
    requirements: ['MIMI-UPD-044', 'MIMI-UPD-001', 'MIMI-UPD-019'],
    fails: 'Changes that concern the MLS group alone are refused, though nobody needs a right for them.',
    async run(context) {
      const { expect, arrivesIn, other } = context
      const { room, adminClient, memberClient } = await twoPeers(context)
      await expect(room.send(await memberClient.propose({ renew: true }))).code('success')
      const commit = await adminClient.change()
      await expect(room.send(commit)).code('success')
      await arrivesIn(room, other, { kind: 'commit', of: commit })
    },
  }),
]

/** Clocks are compared less the skew that the target has shown; what is left is a matter of rounding. */
const clockSlackMs = 2_000

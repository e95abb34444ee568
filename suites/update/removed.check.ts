import { check } from '../../src/check/define.js'
import type { Answer } from '../../src/peers/answer.js'
import { hosted, type TwoPeers, twoPeers } from './rooms.js'

/** Has an admin's removal of the other peer's only user accepted as a proposal; nobody commits it. */
async function expelled({ room, adminClient, member }: TwoPeers): Promise<void> {
  await room.send(await adminClient.propose({ expel: [member] })).accepted()
}

const provisional = [
  check({
    ...hosted,
    id: 'update.removed.messages',
    title:
      'From the moment a removal is accepted the hub refuses messages of the removed user, though nobody has committed it',
    requirements: ['MIMI-UPD-011', 'MIMI-UPD-026'],
    fails: "The hub takes a message of a user whose removal it has accepted, or the remaining user's is refused.",
    async run(context) {
      const { refusesIn } = context
      const made = await twoPeers(context)
      const { room, adminClient, memberClient } = made
      // Whoever has heard of the proposal must commit before it speaks (RFC 9420, 12.4): these were under way before.
      const [malformed, twin] = [await memberClient.message('too late'), await adminClient.message('still here')]
      await expelled(made)
      await refusesIn(room, { what: 'a message of a user whose removal has been accepted', malformed, twin })
    },
  }),
  check({
    ...hosted,
    id: 'update.removed.effective-at-once',
    title: 'An accepted removal takes effect for what comes next, even before a commit covers it',
    requirements: ['MIMI-UPD-026', 'MIMI-UPD-013'],
    fails: 'The hub takes a commit of a user whose removal it has accepted.',
    async run(context) {
      const { refusesIn } = context
      const made = await twoPeers(context)
      const { room, adminClient, memberClient } = made
      await expelled(made)
      await refusesIn(room, {
        what: 'a commit of a user whose removal has been accepted',
        malformed: await memberClient.change(),
        twin: await adminClient.change(),
      })
    },
  }),
  check({
    ...hosted,
    id: 'update.removed.proposals',
    title: 'Of a user whose removal is accepted only Remove and SelfRemove of its own are taken, no other proposals',
    requirements: ['MIMI-UPD-014'],
    fails:
      'The hub takes an Update or another change of a removed user, or refuses a Remove or SelfRemove of its own clients.',
    async run(context) {
      const { refusesIn, target, peer, other, expect } = context
      const member = other.user({ devices: 2 })
      const admin = peer.user()
      const room = await target.host({ members: [{ user: admin, role: 'admin' }, { user: member }] })
      const [first, second] = member.devices.map((device) => room.client(device))
      if (!first || !second) throw new Error('two devices were asked for')
      // Off the list alone: nobody has proposed yet to take the clients out.
      await room.send(await room.client(admin).propose({ participants: { remove: [member] } })).accepted()
      const [remove, selfRemove] = [
        await first.propose({ remove: [first] }),
        await second.propose({ selfRemove: true }),
      ]
      const others = [
        { what: 'an Update proposal of a removed user', malformed: await first.propose({ renew: true }) },
        {
          what: "a removed user's proposal to add somebody to the participant list",
          malformed: await first.propose({ participants: { add: [{ user: peer.user() }] } }),
        },
      ]
      const answers: Answer[] = []
      for (const { malformed } of others) answers.push(await room.send(malformed))
      const valid = await expect(room.send(remove)).code('success')
      await expect(room.send(selfRemove)).code('success')
      for (const [index, { what }] of others.entries())
        await refusesIn(room, {
          what,
          malformed: () => Promise.resolve(answers[index] ?? valid),
          twin: () => Promise.resolve(valid),
        })
    },
  }),
]

const committed = [
  check({
    ...hosted,
    id: 'update.removed.committed',
    title: 'After the removal is committed the hub takes neither messages nor commits of the removed user',
    requirements: ['MIMI-UPD-011', 'MIMI-UPD-013'],
    fails: 'The hub takes a message, a commit or a proposal of somebody who was removed.',
    async run(context) {
      const { refusesIn } = context
      const { room, adminClient, member, memberClient } = await twoPeers(context)
      const [message, commit] = [await memberClient.message('before the end'), await memberClient.change()]
      await room.update(adminClient, { expel: [member] })
      await refusesIn(room, {
        what: 'a message of a user who has been removed',
        malformed: message,
        twin: await adminClient.message('still here'),
      })
      await refusesIn(room, {
        requirement: 'MIMI-UPD-013',
        what: 'a commit of a user who has been removed',
        malformed: commit,
        twin: await adminClient.change(),
      })
    },
  }),
  check({
    ...hosted,
    id: 'update.removed.no-messages',
    title: 'A provider whose only participant was removed is sent no further application messages',
    requirements: ['MIMI-UPD-012'],
    fails: "An application message of after the removal arrives at the removed user's provider.",
    async run(context) {
      const { silentIn, arrivesIn, target, peer, other, uninvolved } = context
      const [admin, member, third] = [peer.user(), other.user(), uninvolved.user()]
      const members = [{ user: admin, role: 'admin' }, { user: member }, { user: third }]
      const room = await target.host({ members })
      const before = await room.say(room.client(admin), 'before the removal')
      await arrivesIn(room, other, { of: before })
      await room.update(room.client(admin), { expel: [member] })
      const after = await room.say(room.client(admin), 'after the removal')
      await silentIn(
        room,
        other,
        { kind: 'application', of: after },
        { marker: () => arrivesIn(room, uninvolved, { of: after }, { requirement: 'MIMI-UPD-012' }) },
      )
    },
  }),
]

export default [...provisional, ...committed]

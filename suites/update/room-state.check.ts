import type { CheckContext } from '../../src/check/context.js'
import { check } from '../../src/check/define.js'
import { participantsOf } from '../../src/wire/room-state/index.js'
import type { HostedRoom } from '../../src/peers/hosted-room.js'
import type { PeerUser } from '../../src/peers/user.js'
import { fetched, second } from '../group-info/asking.js'
import { hosted, twoPeers } from './rooms.js'

/** The participants that the group info, as the hub serves it, has. */
async function servedTo(context: CheckContext, room: HostedRoom, user: PeerUser) {
  const { opened } = await fetched(context, room, { as: second(user) })
  return participantsOf(context.draft, opened.context.extensions, context.readings) ?? []
}

export default [
  check({
    ...hosted,
    id: 'update.participants',
    title: 'A change of the participant list travels in a commit, and the next group info has it',
    requirements: ['MIMI-UPD-008', 'MIMI-UPD-001'],
    fails:
      'A commit that changes the participant list is refused, or the group info served afterwards has the old list.',
    async run(context) {
      const { target, peer, other, expect, that } = context
      const [admin, newcomer] = [peer.user({ devices: 2 }), other.user()]
      const room = await target.host({ members: [{ user: admin, role: 'admin', clients: 1 }] })
      const change = { participants: { add: [{ user: newcomer }] } }
      await expect(room.send(await room.client(admin).change(change))).code('success')
      const served = await servedTo(context, room, admin)
      that(
        served.some(({ user }) => user === newcomer.uri),
        {
          expected: `${newcomer.uri} in the participant list of the group info of epoch ${room.epoch}`,
          actual: served.map(({ user }) => user).join(', ') || 'no participants',
        },
      )
    },
  }),
  check({
    ...hosted,
    id: 'update.roles',
    title: 'A change of what roles may do travels in a commit, and is in force from then on',
    requirements: ['MIMI-UPD-008'],
    fails: 'A commit that changes the roles is refused, or the rights that it gives are not in force.',
    async run(context) {
      const { expect, other } = context
      const { room, adminClient, memberClient } = await twoPeers(context)
      const roles = room.roles.map((role) =>
        role.id === room.role('member') ? { ...role, rights: adminRights(room), transitions: adminMoves(room) } : role,
      )
      await expect(room.send(await adminClient.change({ roles }))).code('success')
      // In 01 and 02ed as in 06 members may now what admins may.
      const admit = await memberClient.change({ admit: [{ user: other.user() }] })
      await expect(room.send(admit)).code('success')
    },
  }),
  check({
    ...hosted,
    id: 'update.add.participant-first',
    title: 'A client is added only when its user is in the participant list, or gets there by the same commit',
    requirements: ['MIMI-UPD-009', 'MIMI-UPD-008'],
    fails: 'The hub takes an Add of a client whose user is no participant, or refuses the Add with the list change.',
    async run(context) {
      const { refusesIn, other } = context
      const { room, adminClient } = await twoPeers(context)
      const newcomer = other.user()
      await refusesIn(room, {
        what: "an Add of a client without its user's addition to the participant list",
        malformed: await adminClient.change({ add: [newcomer] }),
        twin: await adminClient.change({ admit: [{ user: newcomer }] }),
        codes: ['notAllowed', 'invalidProposal'],
        otherCode: 'warn',
      })
    },
  }),
  check({
    ...hosted,
    id: 'update.add.before-with-after',
    title: 'A user may get into the list before the clients are added, and clients by a later commit',
    requirements: ['MIMI-UPD-009'],
    fails: 'An Add of a client whose user a commit before has put into the participant list is refused.',
    async run(context) {
      const { expect, other } = context
      const { room, adminClient } = await twoPeers(context)
      const newcomer = other.user()
      await room.update(adminClient, { participants: { add: [{ user: newcomer }] } })
      await expect(room.send(await adminClient.change({ add: [newcomer] }))).code('success')
    },
  }),
  check({
    ...hosted,
    id: 'update.remove.with-clients',
    title: "A commit that takes a user off the participant list takes the user's clients out of the group, too",
    requirements: ['MIMI-UPD-010'],
    fails: 'The hub takes a commit after which clients of somebody who is no participant are in the group.',
    async run(context) {
      const { refusesIn } = context
      const { room, adminClient, member } = await twoPeers(context)
      await refusesIn(room, {
        what: 'a removal from the participant list that leaves the clients in the group',
        malformed: await adminClient.change({ participants: { remove: [member] } }),
        twin: await adminClient.change({ expel: [member] }),
        codes: ['notAllowed', 'invalidProposal'],
        otherCode: 'warn',
      })
    },
  }),
]

function adminRights(room: HostedRoom) {
  return room.roles.find(({ id }) => id === room.role('admin'))?.rights ?? []
}

function adminMoves(room: HostedRoom) {
  return room.roles.find(({ id }) => id === room.role('admin'))?.transitions
}

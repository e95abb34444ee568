import { check } from '../../src/check/define.js'
import type { CheckContext } from '../../src/check/context.js'
import { participantsOf, type RoleDefinition, standardRoles } from '../../src/wire/room-state/index.js'
import { fetched, second } from '../group-info/asking.js'
import { hosted, judgeDeeds, rolesWith } from './rooms.js'

/** An admin, and a member with two clients. */
async function withMember({ target, peer, other }: CheckContext, roles?: readonly RoleDefinition[]) {
  const [admin, user, third] = [peer.user({ name: 'admin' }), other.user({ devices: 2 }), other.user()]
  const room = await target.host({ roles, members: [{ user: admin, role: 'admin' }, { user }, { user: third }] })
  const [client, sibling] = [room.client(user), room.client(second(user))]
  return { room, adminClient: room.client(admin), user, client, sibling, third }
}

const noClientsStay = check({
  ...hosted,
  id: 'policy.remove.no-clients-stay',
  title: 'A commit that removes a user takes all its clients out of the group',
  requirements: ['MIMI-POL-024'],
  fails: 'A commit is accepted after which a client is in the group whose user it has removed from the list.',
  async run(context) {
    const { room, adminClient, user, sibling } = await withMember(context)
    const participants = { remove: [user] }
    await judgeDeeds(context, room, {
      refused: [
        {
          what: 'a commit that removes a user from the list and none of its clients',
          make: () => adminClient.change({ participants }),
        },
        {
          what: 'a commit that removes a user from the list and one of its two clients',
          make: () => adminClient.change({ participants, remove: [sibling] }),
        },
      ],
      accepted: [
        { what: 'a commit that removes a user and all its clients', make: () => adminClient.change({ expel: [user] }) },
      ],
    })
  },
})

const noBannedStay = check({
  ...hosted,
  id: 'policy.ban.no-clients-stay',
  title: 'A commit that bans a user takes all its clients out of the group',
  requirements: ['MIMI-POL-027'],
  fails: 'A commit is accepted after which a client is in the group whose user it has banned.',
  async run(context) {
    // With an active maximum of zero the role alone would keep the clients out.
    const roles = rolesWith(context.draft, { banned: () => ({ active: undefined }) })
    const { room, adminClient, user, sibling } = await withMember(context, roles)
    const participants = { setRole: [{ user, role: 'banned' }] }
    await judgeDeeds(context, room, {
      refused: [
        { what: 'a ban that leaves all clients in the group', make: () => adminClient.change({ participants }) },
        {
          what: 'a ban that leaves one of two clients in the group',
          make: () => adminClient.change({ participants, remove: [sibling] }),
        },
      ],
      accepted: [
        {
          what: 'a ban that takes all clients out of the group',
          make: () => adminClient.change({ participants, remove: [user] }),
        },
      ],
    })
  },
})

const banFromOutside = check({
  ...hosted,
  id: 'policy.unban.adds-no-clients',
  title: 'Who may lift bans may not for that reason add clients of the user',
  requirements: ['MIMI-POL-056'],
  fails: 'With canUnBan alone a ban is lifted and a client added, or the lifting alone is refused.',
  async run(context) {
    const { draft, target, peer, other } = context
    const [pardoner, banned] = [peer.user({ name: 'pardoner' }), other.user({ name: 'banned' })]
    const room = await target.host({
      roles: [
        ...standardRoles(draft),
        { id: 20, name: 'pardoner', rights: ['canUnBan'], transitions: [{ from: 1, to: [2] }] },
      ],
      members: [
        { user: pardoner, role: 20 },
        { user: banned, role: 'banned', clients: 0 },
      ],
    })
    const participants = { setRole: [{ user: banned, role: 'member' }] }
    const client = room.client(pardoner)
    await judgeDeeds(context, room, {
      refused: [
        {
          what: "the lifting of a ban with an Add of the user's client, by a user with canUnBan alone",
          make: () => client.change({ participants, add: [banned.device] }),
        },
      ],
      accepted: [{ what: 'the lifting of a ban by a user with canUnBan', make: () => client.change({ participants }) }],
    })
  },
})

const leavesWhole = check({
  ...hosted,
  id: 'policy.leave.with-clients',
  title: 'Who leaves proposes to take all its clients out, and leaves the commit to others',
  requirements: ['MIMI-POL-025'],
  fails: 'A user leaves the list without its clients, or commits its own leaving; or its proper leaving is refused.',
  async run(context) {
    const { room, adminClient, user, client, sibling } = await withMember(context)
    const participants = { remove: [user] }
    await judgeDeeds(context, room, {
      refused: [
        {
          what: "a user's proposal to leave the list without any of its clients",
          make: () => client.propose({ participants }),
        },
        {
          what: "a user's proposal to leave with one of its two clients",
          make: () => client.propose({ participants, remove: [sibling] }),
        },
        {
          what: "a user's own commit of its leaving",
          make: () => client.change({ participants, remove: [sibling] }),
        },
      ],
      accepted: [
        { what: "a user's proposal to leave with all its clients", make: () => client.leave() },
        { what: "an admin's commit of that", make: () => adminClient.change() },
      ],
    })
  },
})

const kicked = check({
  ...hosted,
  id: 'policy.kick.may-return',
  title: 'Somebody who was kicked is listed as before, and may come back',
  requirements: ['MIMI-POL-026'],
  fails: 'A kick takes the user out of the served list, or its client does not get in again.',
  async run(context) {
    const { draft, readings, expect, that } = context
    const { room, adminClient, user } = await withMember(context)
    await expect(room.send(await adminClient.change({ remove: [user] }))).code('success')
    const { answer, opened } = await fetched(context, room, { as: user })
    const list = participantsOf(draft, opened.context.extensions, readings) ?? []
    that(
      list.some((entry) => entry.user === user.uri && entry.role === room.role('member')),
      {
        expected: `${user.uri} in the served list, as member`,
        actual: list.map((entry) => `${entry.user} (${entry.role})`).join(', '),
        exchange: answer,
      },
    )
    await expect(room.send(await room.join(user.device, { from: opened }))).code('success')
  },
})

const ownClient = check({
  ...hosted,
  id: 'policy.own-client.stays-listed',
  title: 'A user who takes its only client out of the group stays listed',
  requirements: ['MIMI-POL-055'],
  fails: "The proposal is refused, or another member's commit of it, or the user is not in the served list after it.",
  async run(context) {
    const { draft, readings, expect, that } = context
    const { room, adminClient, third } = await withMember(context)
    await expect(room.send(await room.client(third).propose({ selfRemove: true }))).code('success')
    await expect(room.send(await adminClient.change())).code('success')
    const { answer, opened } = await fetched(context, room, { as: third })
    const list = participantsOf(draft, opened.context.extensions, readings) ?? []
    that(
      list.some((entry) => entry.user === third.uri),
      {
        expected: `${third.uri} in the served list, without clients`,
        actual: list.map((entry) => entry.user).join(', '),
        exchange: answer,
      },
    )
  },
})

export default [noClientsStay, noBannedStay, banFromOutside, leavesWhole, kicked, ownClient]

import type { CheckContext } from '../../src/check/context.js'
import { check } from '../../src/check/define.js'
import { componentIds } from '../../src/mls/wire/index.js'
import type { HostedRoom } from '../../src/peers/hosted-room.js'
import type { PeerUser } from '../../src/peers/user.js'
import { ParticipantListUpdate } from '../../src/wire/participant-list.js'
import { type Participant, participantProposal, participantsOf } from '../../src/wire/room-state/index.js'
import { fetched, second } from '../group-info/asking.js'
import { hosted, judgeDeeds, updating } from './rooms.js'

/** An admin at one peer; members at the other, the last of whom have no clients. */
async function listed({ target, peer, other }: CheckContext, { members = 1, idle = 0 } = {}) {
  const admin = peer.user({ name: 'admin', devices: 2 })
  const users = Array.from({ length: members + idle }, () => other.user({ name: 'member' }))
  const seats = users.map((user, index) => ({ user, clients: index < members ? 1 : 0 }))
  const room = await target.host({ members: [{ user: admin, role: 'admin', clients: 1 }, ...seats] })
  return { room, admin, adminClient: room.client(admin), users }
}

/** The participant list that the hub serves. */
async function servedList(context: CheckContext, room: HostedRoom, as: PeerUser) {
  const { answer, opened } = await fetched(context, room, { as: second(as) })
  return { answer, list: participantsOf(context.draft, opened.context.extensions, context.readings) ?? [] }
}

async function judgeServed(context: CheckContext, room: HostedRoom, as: PeerUser, expected: readonly Participant[]) {
  const { answer, list } = await servedList(context, room, as)
  const told = (entries: readonly Participant[]) => entries.map(({ user, role }) => `${user} (${role})`).join(', ')
  context.that(told(list) === told(expected), {
    expected: `the participant list ${told(expected)} in the served GroupContext`,
    actual: told(list),
    exchange: answer,
  })
}

/** The nth of those made for the room. */
function nth(users: readonly PeerUser[], index: number): PeerUser {
  const user = users[index]
  if (!user) throw new Error(`there are ${users.length} users`)
  return user
}

const inGroupState = check({
  ...hosted,
  id: 'policy.list.in-group-state',
  title: 'The served group state has the participant list of the latest commit, and nothing that is only proposed',
  requirements: ['MIMI-POL-032'],
  fails: 'The GroupContext in the group info lacks a change that was committed, or has one that was not.',
  async run(context) {
    const { other } = context
    const { room, admin, adminClient } = await listed(context)
    await room.update(adminClient, { admit: [{ user: other.user({ name: 'committed' }), clients: 0 }] })
    const expected = room.participants
    await room.send(await adminClient.propose({ participants: { add: [{ user: other.user() }] } })).accepted()
    await judgeServed(context, room, admin, expected)
  },
})

const twice = check({
  ...hosted,
  id: 'policy.list.one-entry-each',
  title: 'A user who is in the participant list is not added to it once more',
  requirements: ['MIMI-POL-003'],
  fails: 'The hub takes an update that adds a user who is already listed.',
  async run(context) {
    const { other } = context
    const { room, adminClient, users } = await listed(context)
    const adds = (user: PeerUser, role: string) => () => adminClient.change({ participants: { add: [{ user, role }] } })
    await judgeDeeds(context, room, {
      refused: [
        { what: 'an add of a user who is in the list, in another role', make: adds(nth(users, 0), 'moderator') },
        { what: 'an add of a user who is in the list, in the same role', make: adds(nth(users, 0), 'member') },
      ],
      accepted: [{ what: 'an add of a user who is not in the list', make: adds(other.user(), 'member') }],
    })
  },
})

const combined = check({
  ...hosted,
  id: 'policy.list.combined',
  title: 'One update gives roles, removes and adds, and all its indices count in the list as it was before',
  requirements: ['MIMI-POL-004', 'MIMI-POL-001'],
  fails: 'The update is refused, or the list and the rights after it are not those that it leads to.',
  async run(context) {
    const { other } = context
    const { room, admin, adminClient, users } = await listed(context, { members: 4 })
    const [first, promoted, last] = [nth(users, 0), nth(users, 2), nth(users, 3)]
    const newcomer = other.user({ name: 'newcomer' })
    // Before removals that leave gaps below the promoted one; the highest index goes first.
    const change = {
      participants: {
        setRole: [{ user: promoted, role: 'moderator' }],
        remove: [last, first],
        add: [{ user: newcomer }],
      },
      remove: [last, first],
    }
    const expected = [
      ...room.participants
        .filter(({ user }) => user !== first.uri && user !== last.uri)
        .map((entry) => (entry.user === promoted.uri ? { ...entry, role: room.role('moderator') } : entry)),
      { user: newcomer.uri, role: room.role('member') },
    ]
    const adds = (by: PeerUser) => () => room.client(by).change({ admit: [{ user: other.user(), clients: 0 }] })
    await judgeDeeds(context, room, {
      refused: [{ what: 'an add by a member, before it is promoted', make: adds(promoted) }],
      accepted: [
        {
          what: 'an update that promotes one user, removes two and adds one',
          make: () => adminClient.change(change),
        },
      ],
    })
    await judgeServed(context, room, admin, expected)
    await judgeDeeds(context, room, {
      refused: [{ what: 'an add by another member, who was not promoted', make: adds(nth(users, 1)) }],
      accepted: [{ what: 'an add by the user who was promoted', make: adds(promoted) }],
    })
  },
})

const beyond = check({
  ...hosted,
  id: 'policy.list.index-beyond',
  title: 'An update of the list is refused that points beyond its end',
  requirements: ['MIMI-POL-004'],
  fails: 'A role change or a removal at an index that the list does not have is accepted (a warning).',
  async run(context) {
    const { room, adminClient, users } = await listed(context, { idle: 1 })
    const index = room.participants.length
    const { participant_list } = componentIds
    const nothing = { changedRoleParticipants: [], removedIndices: [], addedParticipants: [] }
    const proposes = (changes: object) => () =>
      adminClient.propose({
        components: [updating(participant_list, ParticipantListUpdate, { ...nothing, ...changes })],
      })
    await judgeDeeds(context, room, {
      refused: [
        {
          what: `a removal at index ${index} of a list of ${index} users`,
          make: proposes({ removedIndices: [index] }),
          accepted: 'warn',
        },
        {
          what: `a role for index ${index} of a list of ${index} users`,
          make: proposes({ changedRoleParticipants: [{ user_index: index, role_index: 3 }] }),
          accepted: 'warn',
        },
      ],
      accepted: [
        {
          what: 'a proposal that gives a user of the list another role',
          make: () => adminClient.propose({ participants: { setRole: [{ user: nth(users, 1), role: 'moderator' }] } }),
        },
      ],
    })
  },
})

const apart = check({
  ...hosted,
  id: 'policy.list.each-authorized',
  title: 'Every change within an update has to be allowed: one that is not takes the others with it',
  requirements: ['MIMI-POL-005'],
  fails: 'An update with one change that its sender may not make is accepted, whole or in part.',
  async run(context) {
    const { target, peer, other } = context
    const [moderator, admin, member] = [peer.user(), other.user(), other.user()]
    const room = await target.host({
      members: [{ user: moderator, role: 'moderator' }, { user: admin, role: 'admin' }, { user: member }],
    })
    const client = room.client(moderator)
    const allowed = { user: member, role: 'guest' }
    await judgeDeeds(context, room, {
      refused: [
        {
          what: "a moderator's update that makes a member guest, as it may, and an admin member, as it may not",
          make: () => client.change({ participants: { setRole: [allowed, { user: admin, role: 'member' }] } }),
        },
        {
          what: "a moderator's update that makes a member guest, as it may, and adds an admin, as it may not",
          make: () =>
            client.change({ participants: { setRole: [allowed], add: [{ user: other.user(), role: 'admin' }] } }),
        },
        {
          what: "a moderator's update that adds a member, as it may, and removes an admin, as it may not",
          make: () => client.change({ participants: { add: [{ user: other.user() }] }, expel: [admin] }),
        },
      ],
      accepted: [
        {
          what: "a moderator's update that makes a member guest",
          make: () => client.change({ participants: { setRole: [allowed] } }),
        },
      ],
    })
  },
})

const once = check({
  ...hosted,
  id: 'policy.list.each-user-once',
  title: 'A commit is refused whose updates of the list concern the same user more than once',
  requirements: ['MIMI-POL-006'],
  fails: 'A user is given a role and removed, removed and added, or given two roles, by one commit.',
  async run(context) {
    const { draft, readings, other } = context
    const { room, adminClient, users } = await listed(context, { idle: 1 })
    const user = nth(users, 1)
    const newcomer = other.user({ name: 'newcomer' })
    const toModerator = { setRole: [{ user, role: 'moderator' }] }
    const update = (role: string) =>
      participantProposal(draft, room.participants, { setRole: [{ user: user.uri, role: room.role(role) }] }, readings)
    await judgeDeeds(context, room, {
      refused: [
        {
          what: 'a commit that gives a user another role and removes it',
          make: () => adminClient.change({ participants: { ...toModerator, remove: [user] } }),
        },
        {
          what: 'a commit that removes a user and adds it in another role',
          make: () => adminClient.change({ participants: { remove: [user], add: [{ user, role: 'moderator' }] } }),
        },
        {
          what: 'a commit with two updates of the list that give the same user different roles',
          make: () => adminClient.change({ proposals: [update('moderator'), update('guest')] }),
        },
        {
          what: 'a commit that adds a user twice',
          make: () =>
            adminClient.change({ participants: { add: [{ user: newcomer }, { user: newcomer, role: 'guest' }] } }),
        },
      ],
      accepted: [
        {
          what: 'a commit that gives a user another role',
          make: () => adminClient.change({ participants: toModerator }),
        },
      ],
    })
  },
})

const inactive = check({
  ...hosted,
  id: 'policy.list.inactive',
  title: 'A user without clients is listed all the same, and its clients come in later',
  requirements: ['MIMI-POL-007'],
  fails: 'The hub refuses to list a user without clients, drops it from the list, or refuses its client later on.',
  async run(context) {
    const { other, expect } = context
    const { room, admin, adminClient } = await listed(context)
    const user = other.user({ name: 'inactive' })
    await expect(room.send(await adminClient.change({ admit: [{ user, clients: 0 }] }))).code('success')
    await judgeServed(context, room, admin, room.participants)
    await expect(room.send(await adminClient.change({ add: [user] }))).code('success')
  },
})

const banned = check({
  ...hosted,
  id: 'policy.list.banned',
  title: 'A user who is banned stays in the list, with that role and without the rights that it had',
  requirements: ['MIMI-POL-007'],
  drafts: ['06'],
  fails: 'The ban takes the user out of the served list, or the user comes back in by itself.',
  async run(context) {
    const { room, admin, adminClient, users } = await listed(context, { members: 1, idle: 1 })
    const [user, idle] = [nth(users, 0), nth(users, 1)]
    await room.update(adminClient, { participants: { setRole: [{ user, role: 'banned' }] }, remove: [user] })
    await judgeServed(context, room, admin, room.participants)
    const { opened: from } = await fetched(context, room, { as: idle })
    await judgeDeeds(context, room, {
      refused: [{ what: 'the external commit of a user who is banned', make: () => room.join(user.device, { from }) }],
      accepted: [{ what: 'the external commit of a member', make: () => room.join(idle.device, { from }) }],
      turnedDown: 'unjudged',
    })
  },
})

const reserved = check({
  ...hosted,
  id: 'policy.list.role-zero',
  title: 'Role 0 stands for those who are not in the list, and nobody is listed with it',
  requirements: ['MIMI-POL-010'],
  fails: 'The hub takes an entry with role 0, added or changed to it (a warning).',
  async run(context) {
    const { other } = context
    const { room, adminClient, users } = await listed(context, { idle: 1 })
    const changes = (participants: object) => () => adminClient.change({ participants })
    await judgeDeeds(context, room, {
      refused: [
        {
          what: 'an add of a user with role 0',
          make: changes({ add: [{ user: other.user(), role: 0 }] }),
          accepted: 'warn',
        },
        {
          what: 'a change of a user to role 0',
          make: changes({ setRole: [{ user: nth(users, 1), role: 0 }] }),
          accepted: 'warn',
        },
      ],
      accepted: [{ what: 'an add of a user as member', make: changes({ add: [{ user: other.user() }] }) }],
    })
  },
})

export default [inGroupState, twice, combined, beyond, apart, once, inactive, banned, reserved]

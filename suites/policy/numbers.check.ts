import { check, type Definition } from '../../src/check/define.js'
import type { CheckContext } from '../../src/check/context.js'
import type { Change, HostedRoom, HostedRoomOptions, RoomClient } from '../../src/peers/hosted-room.js'
import type { PeerUser } from '../../src/peers/user.js'
import type { RoleDefinition } from '../../src/wire/room-state/index.js'
import { fetched, second } from '../group-info/asking.js'
import { bytes, type Deed, hosted, type Judged, judgeDeeds, rolesWith, underBase, without } from './rooms.js'

/** Those of a room of which something is limited; each has two devices, one in the group unless the name says otherwise. */
interface Cast {
  readonly admin: PeerUser
  readonly member: PeerUser
  /** A member without clients. */
  readonly idle: PeerUser
  readonly moderator: PeerUser
  /** A guest without clients. */
  readonly guest: PeerUser
}

interface Limited extends Pick<Definition, 'requirements' | 'title' | 'fails'> {
  readonly word: string
  readonly options: (context: CheckContext) => HostedRoomOptions
  readonly judged: (context: CheckContext, cast: Cast, admin: RoomClient) => Pick<Judged, 'refused' | 'accepted'>
}

/** A room in which one standard role has bounds. */
function bounded(name: string, bounds: Pick<RoleDefinition, 'participants' | 'active'>): Limited['options'] {
  return ({ draft }) => ({ roles: rolesWith(draft, { [name]: () => bounds }) })
}

const does = (what: string, admin: RoomClient, change: Change): Deed => ({ what, make: () => admin.change(change) })

/** The creator and the admin, one member with and one without a client, a moderator, a guest without a client. */
const limits: readonly Limited[] = [
  {
    word: 'participants-max',
    title: 'A role takes no more participants than its maximum, by adds or by role changes',
    requirements: ['MIMI-POL-011', 'MIMI-POL-052'],
    fails: 'A user is added, or moved, to a role that has as many participants as it may have.',
    options: bounded('member', { participants: { min: 0, max: 2 } }),
    judged: ({ other }, { moderator }, admin) => ({
      refused: [
        does('an add to a role that is full', admin, { admit: [{ user: other.user(), clients: 0 }] }),
        does('a move to a role that is full', admin, {
          participants: { setRole: [{ user: moderator, role: 'member' }] },
        }),
      ],
      accepted: [
        does('an add to a role without a maximum', admin, {
          admit: [{ user: other.user(), role: 'guest', clients: 0 }],
        }),
      ],
    }),
  },
  {
    word: 'participants-min',
    title: 'A role keeps as many participants as its minimum asks for',
    requirements: ['MIMI-POL-011', 'MIMI-POL-054'],
    fails: 'The last user of a role that needs one is removed, or given another role.',
    options: bounded('moderator', { participants: { min: 1, max: null } }),
    judged: (_, { moderator, member }, admin) => ({
      refused: [
        does('the removal of the only user of a role that needs one', admin, { expel: [moderator] }),
        does('another role for the only user of a role that needs one', admin, {
          participants: { setRole: [{ user: moderator, role: 'member' }] },
        }),
      ],
      accepted: [does('the removal of a user whose role needs none', admin, { expel: [member] })],
    }),
  },
  {
    word: 'active-none',
    title: 'Users of a role with an active maximum of zero have no clients in the group',
    requirements: ['MIMI-POL-011'],
    fails: 'A client is added of a user whose role has a maximum of zero active participants.',
    options: bounded('guest', { active: { min: 0, max: 0 } }),
    judged: (_, { guest, idle }, admin) => ({
      refused: [does('the client of a user whose role has none in the group', admin, { add: [guest.device] })],
      accepted: [does('the client of a user whose role has no such maximum', admin, { add: [idle.device] })],
    }),
  },
  {
    word: 'active-max',
    title: 'A role has no more users with clients in the group than its active maximum',
    requirements: ['MIMI-POL-011', 'MIMI-POL-052'],
    fails: 'A client is added of a further user of a role that has as many active users as it may have.',
    options: bounded('member', { active: { min: 0, max: 1 } }),
    judged: (_, { idle, guest }, admin) => ({
      refused: [does('the first client of the second user of a role for one', admin, { add: [idle.device] })],
      accepted: [does('the first client of a user whose role has no such maximum', admin, { add: [guest.device] })],
    }),
  },
  {
    word: 'active-min',
    title: 'A role keeps as many users with clients in the group as its active minimum asks for',
    requirements: ['MIMI-POL-011'],
    fails: 'The clients are taken out of the only active user of a role that needs one.',
    options: bounded('member', { active: { min: 1, max: null } }),
    judged: (_, { member, moderator }, admin) => ({
      refused: [does('a kick of the only active user of a role that needs one', admin, { remove: [member] })],
      accepted: [does('a kick of a user whose role needs none', admin, { remove: [moderator] })],
    }),
  },
  {
    word: 'max-clients',
    title: 'The group has no more clients than the base policy allows',
    requirements: ['MIMI-POL-017'],
    fails: 'A commit is accepted that leads beyond max_clients, or one is refused that only reaches it.',
    // The creator's, the admin's, the member's, the moderator's, and one more.
    options: () => underBase({ max_clients: 5 }),
    judged: (_, { idle, guest }, admin) => ({
      refused: [does('two clients where there is room for one', admin, { add: [idle.device, guest.device] })],
      accepted: [does('the last client that there is room for', admin, { add: [idle.device] })],
    }),
  },
  {
    word: 'max-users',
    title: 'The list has no more users than the base policy allows, those who are banned apart',
    requirements: ['MIMI-POL-017'],
    fails: 'A commit is accepted that leads beyond max_users, or one is refused that only reaches it.',
    // The creator, the admin, two members, the moderator, the guest, and one more; somebody is banned besides.
    options: ({ other }) => ({
      ...underBase({ max_users: 7 }),
      members: [{ user: other.user({ name: 'banned' }), role: 'banned', clients: 0 }],
    }),
    judged: ({ other }, _, admin) => {
      const [one, two] = [other.user(), other.user()]
      return {
        refused: [
          does('two users where there is room for one', admin, {
            participants: { add: [{ user: one }, { user: two }] },
          }),
        ],
        accepted: [does('the last user that there is room for', admin, { participants: { add: [{ user: one }] } })],
      }
    },
  },
  {
    word: 'one-client-each',
    title: 'Without multi_device each user has one client in the group',
    requirements: ['MIMI-POL-018'],
    fails: 'A second client of a user is added, or the first one of another user is refused.',
    options: () => underBase({ multi_device: 'false' }),
    judged: (_, { member, idle }, admin) => ({
      refused: [does('the second client of a user', admin, { add: [second(member)] })],
      accepted: [does('the first client of a user', admin, { add: [idle.device] })],
    }),
  },
]

const numbers = limits.map(({ word, options, judged, ...definition }) =>
  check({
    ...hosted,
    ...definition,
    id: `policy.limit.${word}`,
    async run(context) {
      const { target, peer, other } = context
      const cast: Cast = {
        admin: peer.user({ name: 'admin' }),
        member: other.user({ name: 'member', devices: 2 }),
        idle: other.user({ name: 'idle' }),
        moderator: other.user({ name: 'moderator' }),
        guest: other.user({ name: 'guest' }),
      }
      const { members = [], ...rest } = options(context)
      const room = await target.host({
        members: [
          { user: cast.admin, role: 'admin' },
          { user: cast.member, clients: 1 },
          { user: cast.idle, clients: 0 },
          { user: cast.moderator, role: 'moderator' },
          { user: cast.guest, role: 'guest', clients: 0 },
          ...members,
        ],
        ...rest,
      })
      await judgeDeeds(context, room, judged(context, cast, room.client(cast.admin)))
    },
  }),
)

const fixed = check({
  ...hosted,
  id: 'policy.fixed-membership',
  title: 'In a room of fixed membership users neither come nor go, and their clients do',
  requirements: ['MIMI-POL-015'],
  fails: 'A user is added, removed, leaves or joins; or a client of a participant may not be added or taken out.',
  async run(context) {
    const { draft, target, peer, other } = context
    const admin = peer.user({ name: 'admin' })
    const [user, third] = [other.user({ devices: 2 }), other.user()]
    const stranger = peer.user({ name: 'stranger' })
    const room = await target.host({
      members: [{ user: admin, role: 'admin' }, { user, clients: 1 }, { user: third }],
      ...underBase({ fixed_membership: 'true' }),
      roles: rolesWith(draft, {
        admin: (role) => without(role, 'canAddParticipant'),
        moderator: (role) => without(role, 'canAddParticipant'),
        nonparticipant: ({ rights }) => ({ rights: [...rights, 'canOpenJoin'] }),
      }),
    })
    const { opened: from } = await fetched(context, room, { as: second(user) })
    await judgeDeeds(context, room, {
      refused: [
        { what: 'the removal of a user', make: () => room.client(admin).change({ expel: [third] }) },
        { what: "a user's leaving", make: () => room.client(third).leave() },
        {
          what: 'the joining of somebody, though role 0 may join openly',
          make: () => room.join(stranger.device, { from, change: { participants: { add: [{ user: stranger }] } } }),
        },
      ],
      accepted: [
        { what: "a participant's second client", make: () => room.client(user).change({ add: [second(user)] }) },
        {
          what: "the taking out of a participant's only client",
          make: () => room.client(admin).change({ remove: [third] }),
        },
      ],
    })
  },
})

function dependingOn({ uri }: HostedRoom) {
  return underBase({ parent_dependant: 'true', parent_room: [{ uri: bytes(uri) }] })
}

const parent = check({
  ...hosted,
  id: 'policy.parent.within',
  title: 'The participants of a dependent room are some of those of its parent, and never all',
  requirements: ['MIMI-POL-016'],
  fails: 'The hub takes an add of somebody who is not in the parent room, or of the last one who is not in the child.',
  async run(context) {
    const { target, peer, other } = context
    const creator = await target.account()
    const [admin, one, two, outsider] = [peer.user({ name: 'admin' }), other.user(), other.user(), other.user()]
    const parentRoom = await target.host({
      creator,
      members: [{ user: admin, role: 'admin' }, { user: one }, { user: two }],
    })
    const room = await target.host({
      creator,
      members: [{ user: admin, role: 'admin' }],
      ...dependingOn(parentRoom),
    })
    const adds = (...users: readonly PeerUser[]) => {
      return () => room.client(admin).change({ admit: users.map((user) => ({ user, clients: 0 })) })
    }
    await judgeDeeds(context, room, {
      refused: [
        { what: 'an add of somebody who is not in the parent room', make: adds(outsider) },
        { what: 'an add that makes the participants those of the parent room', make: adds(one, two) },
      ],
      accepted: [{ what: 'an add of a participant of the parent room', make: adds(one) }],
    })
  },
})

const parentLeft = check({
  ...hosted,
  id: 'policy.parent.left',
  title: 'Who leaves the parent room leaves the rooms that depend on it',
  requirements: ['MIMI-POL-016'],
  fails: 'The hub proposes nothing in the dependent room, or goes on taking messages of the user there.',
  async run(context) {
    const { target, peer, other, arrivesIn, refusesIn } = context
    const creator = await target.account()
    const [admin, user, third] = [peer.user({ name: 'admin' }), other.user(), other.user()]
    const members = [{ user: admin, role: 'admin' }, { user }]
    const parentRoom = await target.host({ creator, members: [...members, { user: third }] })
    const room = await target.host({ creator, members, ...dependingOn(parentRoom) })
    await parentRoom.update(parentRoom.client(admin), { expel: [user] })
    // Only clients commit: the hub can do no more than propose it.
    await arrivesIn(
      room,
      peer,
      { kind: 'proposal' },
      { expected: `a proposal of the hub in ${room.uri} to remove ${user.uri}, who was removed from its parent room` },
    )
    await refusesIn(room, {
      what: 'a message in the dependent room by a user who was removed from its parent room',
      malformed: await room.client(user).message('still here?'),
      twin: await room.client(admin).message('still here'),
    })
  },
})

export default [...numbers, fixed, parent, parentLeft]

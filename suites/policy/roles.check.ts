import { check, type Definition } from '../../src/check/define.js'
import { describeAnswer } from '../../src/peers/answer.js'
import type { Change, HostedRoom, RoomClient } from '../../src/peers/hosted-room.js'
import type { PeerUser } from '../../src/peers/user.js'
import { type Capability, type RoleDefinition, rolesOf, standardRoles } from '../../src/wire/room-state/index.js'
import { fetched, second } from '../group-info/asking.js'
import { hosted, judgeDeeds, plus, rolesWith, withoutRoles } from './rooms.js'

/** Role indices of the checks' own; those of standard roles are below. */
const own = 20

interface Conditions extends Pick<Definition, 'requirements'> {
  readonly word: string
  /** How it is told: `an add of a member`. */
  readonly what: string
  readonly capability: Capability
  /** The transition that has to be listed beside it, by standard roles. */
  readonly move: { readonly from: string; readonly to: string }
  /** The change, by names of roles of the one to whom it is done. */
  readonly change: (user: PeerUser, room: HostedRoom) => Change
  readonly clients?: number
}

const setRole = (role: string) => (user: PeerUser) => ({ participants: { setRole: [{ user, role }] } })

const conditions: readonly Conditions[] = [
  {
    word: 'adding',
    what: 'an add of a member',
    requirements: ['MIMI-POL-020'],
    capability: 'canAddParticipant',
    move: { from: 'nonparticipant', to: 'member' },
    change: (user) => ({ admit: [{ user, clients: 0 }] }),
  },
  {
    word: 'removing',
    what: 'a removal of a member',
    requirements: ['MIMI-POL-054'],
    capability: 'canRemoveParticipant',
    move: { from: 'member', to: 'nonparticipant' },
    change: (user) => ({ expel: [user] }),
  },
  {
    word: 'moving',
    what: 'a change of a member to moderator',
    requirements: ['MIMI-POL-027'],
    capability: 'canChangeUserRole',
    move: { from: 'member', to: 'moderator' },
    change: setRole('moderator'),
  },
  {
    word: 'banning',
    what: 'a ban of a member',
    requirements: ['MIMI-POL-027'],
    capability: 'canBan',
    move: { from: 'member', to: 'banned' },
    change: (user) => ({ ...setRole('banned')(user), remove: [user] }),
  },
  {
    word: 'unbanning',
    what: "a banned user's change to member",
    requirements: ['MIMI-POL-027'],
    capability: 'canUnBan',
    move: { from: 'banned', to: 'member' },
    change: setRole('member'),
    clients: 0,
  },
]

const both = conditions.map(({ word, what, requirements, capability, move, change, clients }) =>
  check({
    ...hosted,
    id: `policy.conditions.${word}`,
    title: `${what.charAt(0).toUpperCase()}${what.slice(1)} takes ${capability} and a listed transition, both`,
    requirements,
    fails:
      'The capability is enough without the transition, or the transition without the capability, or both are not.',
    async run(context) {
      const { draft, target, peer, other } = context
      const idOf = (name: string) => standardRoles(draft).find((role) => role.name === name)?.id ?? 0
      const transitions = [{ from: idOf(move.from), to: [idOf(move.to)] }]
      // Moves that neither are the one in question nor lead from or to the same roles.
      const elsewhere = [{ from: idOf('guest'), to: [idOf('admin')] }]
      const roles: RoleDefinition[] = [
        { id: own, name: 'capable', rights: [capability], transitions: elsewhere },
        { id: own + 1, name: 'mover', rights: [], transitions },
        { id: own + 2, name: 'entitled', rights: [capability], transitions },
      ]
      const [capable, mover, entitled] = [other.user(), other.user(), peer.user()]
      const object = other.user({ name: 'object' })
      const seats = move.from === 'nonparticipant' ? [] : [{ user: object, role: move.from, clients }]
      const room = await target.host({
        roles: [...standardRoles(draft), ...roles],
        members: [
          { user: capable, role: own },
          { user: mover, role: own + 1 },
          { user: entitled, role: own + 2 },
          ...seats,
        ],
      })
      const does = (user: PeerUser) => () => room.client(user).change(change(object, room))
      const [from, to] = [`from role ${idOf(move.from)}`, `to role ${idOf(move.to)}`]
      await judgeDeeds(context, room, {
        refused: [
          { what: `${what} with ${capability}, without the transition ${from} ${to}`, make: does(capable) },
          { what: `${what} with the transition ${from} ${to}, without ${capability}`, make: does(mover) },
        ],
        accepted: [{ what: `${what} with ${capability} and the transition ${from} ${to}`, make: does(entitled) }],
      })
    },
  }),
)

/** An admin and a member, besides the creator. */
async function withAdmin({ target, peer, other }: Parameters<Definition['run']>[0], roles?: readonly RoleDefinition[]) {
  const [admin, member] = [peer.user({ name: 'admin', devices: 2 }), other.user({ name: 'member' })]
  const room = await target.host({ roles, members: [{ user: admin, role: 'admin', clients: 1 }, { user: member }] })
  return { room, admin, adminClient: room.client(admin), member, memberClient: room.client(member) }
}

const observer: RoleDefinition = { id: own, name: 'observer', rights: ['canReceiveMessage'] }

const alone = check({
  ...hosted,
  id: 'policy.roles.alone',
  title: 'Roles are not redefined by a commit that changes the participant list',
  requirements: ['MIMI-POL-012'],
  fails: 'A commit is accepted that changes the table of roles and adds, removes or moves users.',
  async run(context) {
    const { draft, other } = context
    const { room, adminClient, member } = await withAdmin(context)
    const roles = [...standardRoles(draft), observer]
    const changes = (change: Change) => () => adminClient.change({ roles, ...change })
    await judgeDeeds(context, room, {
      refused: [
        { what: 'a change of roles beside an add', make: changes({ admit: [{ user: other.user() }] }) },
        { what: 'a change of roles beside a removal', make: changes({ expel: [member] }) },
        {
          what: "a change of roles beside a change of a user's role",
          make: changes({ participants: { setRole: [{ user: member, role: 'moderator' }] } }),
        },
      ],
      accepted: [{ what: 'a change of roles alone', make: changes({}) }],
    })
  },
})

const openJoin = check({
  ...hosted,
  id: 'policy.roles.open-join',
  title: 'canOpenJoin is given to role 0 and to no other',
  requirements: ['MIMI-POL-022'],
  fails: 'The hub takes a table in which a role of participants has canOpenJoin.',
  async run(context) {
    const { draft } = context
    const { room, adminClient } = await withAdmin(context)
    const opens = (name: string) => () =>
      adminClient.change({ roles: rolesWith(draft, { [name]: (role) => plus(role, 'canOpenJoin') }) })
    await judgeDeeds(context, room, {
      refused: [
        { what: 'a table of roles with canOpenJoin in the role member', make: opens('member') },
        { what: 'a table of roles with canOpenJoin in the role banned', make: opens('banned') },
      ],
      accepted: [{ what: 'a table of roles with canOpenJoin in role 0', make: opens('nonparticipant') }],
    })
  },
})

const joinsOpenly = check({
  ...hosted,
  id: 'policy.roles.joins-openly',
  title: 'With canOpenJoin on role 0 anybody comes in, with a role that its transitions list',
  requirements: ['MIMI-POL-022'],
  fails: 'Somebody comes in with a role that is not listed, or is refused with one that is.',
  async run(context) {
    const { draft, other } = context
    const roles = rolesWith(draft, { nonparticipant: (role) => plus(role, 'canOpenJoin') })
    const { room } = await withAdmin(context, roles)
    const user = other.user({ name: 'joiner' })
    const { opened: from } = await fetched(context, room, { as: user })
    const joins = (role: string) => () =>
      room.join(user.device, { from, change: { participants: { add: [{ user, role }] } } })
    await judgeDeeds(context, room, {
      refused: [
        { what: 'an open join as moderator, which role 0 may not become', make: joins('moderator') },
        { what: 'an open join as admin, which role 0 may not become', make: joins('admin') },
      ],
      accepted: [{ what: 'an open join as member, which role 0 may become', make: joins('member') }],
    })
  },
})

const replaced = check({
  ...hosted,
  id: 'policy.roles.replaced',
  title: 'A new table of roles takes the place of the old one, and is what rights follow',
  requirements: ['MIMI-POL-035', 'MIMI-POL-001'],
  fails: 'The table is refused, or not served as it is, or rights of the old one are still good.',
  async run(context) {
    const { draft, readings, other, that } = context
    const { room, admin, adminClient, memberClient } = await withAdmin(context)
    const adds = (client: RoomClient) => () => client.change({ admit: [{ user: other.user(), clients: 0 }] })
    const table = rolesWith(draft, {
      member: (role) => ({
        ...plus(role, 'canAddParticipant'),
        transitions: [{ from: 0, to: [role.id] }],
      }),
      admin: ({ rights }) => ({ rights: rights.filter((right) => right !== 'canAddParticipant') }),
    })
    const roles = withoutRoles(table, 'guest', 'moderator')
    await judgeDeeds(context, room, {
      refused: [{ what: 'an add by a member, before members may add', make: adds(memberClient) }],
      accepted: [{ what: 'a shorter table of roles', make: () => adminClient.change({ roles }) }],
    })
    const { answer, opened } = await fetched(context, room, { as: second(admin) })
    const served = rolesOf(draft, opened.context.extensions, readings) ?? []
    const told = (some: readonly RoleDefinition[]) =>
      some.map(({ id, name, rights }) => `${id} ${name}: ${rights.join(' ')}`).join('; ')
    that(told(served) === told(roles), {
      expected: `the roles ${told(roles)}`,
      actual: told(served),
      exchange: answer,
    })
    await judgeDeeds(context, room, {
      refused: [{ what: 'an add by an admin, after admins may no longer add', make: adds(adminClient) }],
      accepted: [{ what: 'an add by a member, after members may add', make: adds(memberClient) }],
    })
  },
})

const byProposer = check({
  ...hosted,
  id: 'policy.proposer',
  title: 'A change needs the rights of whoever proposes it, not of whoever commits it',
  requirements: ['MIMI-POL-051'],
  fails: "A member may not commit an admin's proposals, or may make the same change by value.",
  async run(context) {
    const { other } = context
    const { room, adminClient, memberClient } = await withAdmin(context)
    const add = { participants: { add: [{ user: other.user({ name: 'newcomer' }) }] } }
    const proposes = (client: RoomClient) => () => client.propose(add)
    await judgeDeeds(context, room, {
      refused: [
        { what: "a member's own proposal of an add", make: proposes(memberClient) },
        { what: "a member's commit with an add by value", make: () => memberClient.change(add) },
      ],
      accepted: [
        { what: "an admin's proposal of an add", make: proposes(adminClient) },
        { what: "a member's commit that refers to an admin's proposal", make: () => memberClient.change() },
      ],
    })
  },
})

const byNumber = check({
  ...hosted,
  id: 'policy.roles.numbers',
  title: 'A right is the number that the registry gives it',
  requirements: ['MIMI-POL-058'],
  fails: 'A role with 0x0000 may not add or one with 0x0100 not speak, or either may do what the other may.',
  async run(context) {
    const { draft, target, peer, other } = context
    const transitions = [{ from: 0, to: [2] }]
    const roles: RoleDefinition[] = [
      { id: own, name: 'speaker', rights: [0x0100], transitions },
      { id: own + 1, name: 'adder', rights: [0x0000], transitions },
    ]
    const [speaker, adder] = [peer.user(), other.user()]
    const room = await target.host({
      roles: [...standardRoles(draft), ...roles],
      members: [
        { user: speaker, role: own },
        { user: adder, role: own + 1 },
      ],
    })
    const adds = (user: PeerUser) => () => room.client(user).change({ admit: [{ user: other.user(), clients: 0 }] })
    const speaks = (user: PeerUser) => () => room.client(user).message('heard?')
    await judgeDeeds(context, room, {
      refused: [
        { what: 'an add in a role with 0x0100 (canSendMessage) alone', make: adds(speaker) },
        { what: 'a message in a role with 0x0000 (canAddParticipant) alone', make: speaks(adder) },
      ],
      accepted: [
        { what: 'a message in a role with 0x0100 (canSendMessage)', make: speaks(speaker) },
        { what: 'an add in a role with 0x0000 (canAddParticipant)', make: adds(adder) },
      ],
    })
  },
})

const unknownNumbers = check({
  ...hosted,
  id: 'policy.roles.unknown-numbers',
  title: 'Capabilities that nobody knows, in a new table of roles, are taken or not',
  requirements: ['MIMI-POL-058'],
  fails: 'It cannot: nothing is said of unknown capabilities.',
  observes: true,
  async run(context) {
    const { draft, observe } = context
    const { room, adminClient } = await withAdmin(context)
    for (const [what, number] of [
      ['an unassigned capability, 0x0fff,', 0x0fff],
      ['a private capability, 0xf0a0,', 0xf0a0],
    ] as const) {
      const roles = [...standardRoles(draft), { ...observer, rights: [number] }]
      const answer = await room.send(await adminClient.change({ roles }))
      observe(`a table of roles with ${what}: ${describeAnswer(answer)}`, answer)
    }
  },
})

export default [...both, alone, openJoin, joinsOpenly, replaced, byProposer, byNumber, unknownNumbers]

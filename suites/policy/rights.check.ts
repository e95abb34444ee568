import { check, type Definition } from '../../src/check/define.js'
import type { CheckContext } from '../../src/check/context.js'
import type { Draft } from '../../src/drafts/ids.js'
import { componentIds, proposalTypes } from '../../src/mls/wire/index.js'
import type { Handshake, HostedRoom, Message, RoomClient, RoomDevice, Seat } from '../../src/peers/hosted-room.js'
import type { PeerUser } from '../../src/peers/user.js'
import { BaseRoomPolicy } from '../../src/wire/room-policy.js'
import { PreAuthData } from '../../src/wire/room-roles.js'
import { policyMatrix, type PolicyRow, standardRoles } from '../../src/wire/room-state/index.js'
import { basePolicy, type Deed, hosted, judgeDeeds, updating, withComponents } from './rooms.js'

/** What a deed is done with, besides the one who does it. */
interface Scene {
  readonly context: CheckContext
  readonly room: HostedRoom
  /** Somebody in the role that the action asks for, whom nobody has done anything to yet. */
  readonly next: () => PeerUser
}

interface Action extends Pick<Definition, 'requirements' | 'drafts'> {
  /** Of src/wire/room-state/matrix.ts. */
  readonly id: string
  readonly word: string
  /** How it is told: `removing a member`. */
  readonly title: string
  /** Role of those to whom it is done; how many of their devices are in the group. */
  readonly object?: { readonly role: string; readonly clients?: number }
  /** The devices of those who do it, and how many are in the group. */
  readonly devices?: { readonly all: number; readonly clients: number }
  readonly make: (scene: Scene, actor: RoomClient) => Promise<Handshake | Message>
  /** A hub may have reasons of its own not to take it from anybody. */
  readonly turnedDown?: 'unjudged'
}

const member = { role: 'member' }
const [adding, removing, moving, disruptive] = ['MIMI-POL-020', 'MIMI-POL-054', 'MIMI-POL-027', 'MIMI-POL-030']

const setRole = (role: string): Action['make'] => {
  return ({ next }, actor) => actor.change({ participants: { setRole: [{ user: next(), role }] } })
}

const admit = (role: string, clients = 0): Action['make'] => {
  return ({ context: { peer } }, actor) =>
    actor.change({ admit: [{ user: peer.user({ name: 'newcomer' }), role, clients }] })
}

const expel: Action['make'] = ({ next }, actor) => actor.change({ expel: [next()] })

const actions: readonly Action[] = [
  {
    id: 'addMember',
    word: 'add-member',
    title: 'Adding a user as member',
    requirements: ['MIMI-POL-002', adding],
    make: admit('member'),
  },
  {
    id: 'addAdmin',
    word: 'add-admin',
    title: 'Adding a user as admin',
    requirements: [adding],
    make: admit('admin'),
  },
  {
    id: 'addMember',
    word: 'add-member-with-client',
    title: 'Adding a user as member, with a client',
    requirements: ['MIMI-POL-052', adding],
    make: admit('member', 1),
  },
  {
    id: 'addOwnClient',
    word: 'add-own-client',
    title: 'Adding a client of the own user',
    requirements: ['MIMI-POL-021'],
    devices: { all: 2, clients: 1 },
    make: (_, actor) => actor.change({ add: [otherDevice(actor)] }),
  },
  {
    id: 'removeMember',
    word: 'remove-member',
    title: 'Removing a member',
    requirements: ['MIMI-POL-002', removing],
    object: member,
    make: expel,
  },
  {
    id: 'removeAdmin',
    word: 'remove-admin',
    title: 'Removing an admin',
    requirements: [removing],
    object: { role: 'admin' },
    make: expel,
  },
  {
    id: 'removeOwnClient',
    word: 'remove-own-client',
    title: 'Proposing to take a client of the own user out of the group',
    requirements: ['MIMI-POL-055'],
    devices: { all: 2, clients: 2 },
    make: ({ room }, actor) => actor.propose({ remove: [room.client(otherDevice(actor))] }),
  },
  {
    id: 'leave',
    word: 'leave',
    title: 'Proposing to leave',
    requirements: ['MIMI-POL-025'],
    make: (_, actor) => actor.leave(),
  },
  {
    id: 'kick',
    word: 'kick',
    title: "Taking a member's clients out of the group",
    requirements: ['MIMI-POL-026'],
    object: member,
    make: ({ next }, actor) => actor.change({ remove: [next()] }),
  },
  {
    id: 'promote',
    word: 'promote',
    title: 'Making a member moderator',
    requirements: ['MIMI-POL-002', moving],
    object: member,
    make: setRole('moderator'),
  },
  {
    id: 'demote',
    word: 'demote',
    title: 'Making an admin member',
    requirements: [moving],
    object: { role: 'admin' },
    make: setRole('member'),
  },
  {
    id: 'ban',
    word: 'ban',
    title: 'Banning a member',
    requirements: [moving],
    object: member,
    make({ next }, actor) {
      const user = next()
      return actor.change({ participants: { setRole: [{ user, role: 'banned' }] }, remove: [user] })
    },
  },
  {
    id: 'unban',
    word: 'unban',
    title: 'Lifting a ban',
    requirements: [moving],
    object: { role: 'banned', clients: 0 },
    make: setRole('member'),
  },
  {
    id: 'send',
    word: 'send',
    title: 'Sending messages',
    requirements: ['MIMI-POL-029'],
    make: (_, actor) => actor.message('may I?'),
  },
  {
    id: 'changeRoles',
    word: 'change-roles',
    title: 'Changing what roles may do',
    requirements: [disruptive],
    make: ({ context: { draft } }, actor) =>
      actor.change({ roles: [...standardRoles(draft), { id: 40, name: 'observer', rights: [] }] }),
  },
  {
    id: 'changePreauthorization',
    word: 'change-preauthorization',
    title: 'Changing who is preauthorized',
    requirements: [disruptive],
    make: (_, actor) =>
      actor.change({
        components: [updating(componentIds.preauth_list, PreAuthData, { preauthorized_entries: [] })],
      }),
  },
  {
    id: 'changeBasePolicy',
    word: 'change-base-policy',
    title: 'Changing the style of membership',
    requirements: [disruptive],
    make: (_, actor) =>
      actor.change({
        components: [updating(componentIds.base_room_policy, BaseRoomPolicy, basePolicy({ max_users: 900 }))],
      }),
  },
  {
    id: 'reinit',
    word: 'reinit',
    title: 'Proposing ReInit',
    requirements: [disruptive],
    // Few implementations have it: one that takes it from nobody lets nobody do more than its role allows.
    turnedDown: 'unjudged',
    make: ({ room }, actor) =>
      actor.propose({
        proposals: [
          {
            proposal_type: proposalTypes.reinit,
            group_id: room.groupId,
            version: 1,
            cipher_suite: room.suite,
            extensions: [],
          },
        ],
      }),
  },
]

function otherDevice({ user: { devices, uri: name }, device }: RoomClient): RoomDevice {
  const other = devices.find(({ uri }) => uri !== device.uri)
  if (!other) throw new Error(`${name} has one device`)
  return other
}

/** Those who take part in rooms: what others may do is judged where they come in. */
function actorsOf(draft: Draft, { grants }: PolicyRow) {
  return policyMatrix(draft).roles.flatMap((role, column) => {
    const grant = grants[column]
    const outside = role.name === 'nonparticipant' || role.name === 'banned'
    return outside || grant === undefined || grant === 'not-applicable' ? [] : [{ role, grant }]
  })
}

function rowOf(draft: Draft, id: string): PolicyRow {
  const row = policyMatrix(draft).rows.find(({ action }) => action.id === id)
  if (!row) throw new Error(`${draft} has no action ${id}`)
  return row
}

export default actions.map(({ id, word, title, requirements, object, devices, make, turnedDown, drafts }) =>
  check({
    ...hosted,
    id: `policy.right.${word}`,
    title: `${title} is open to roles with that right, and to no others`,
    requirements,
    drafts: requirements.includes('MIMI-POL-002') ? undefined : (drafts ?? withComponents),
    fails: 'It is accepted from somebody whose role does not allow it, or refused to somebody whose role does.',
    async run(context) {
      const { draft, target, peer, other } = context
      const row = rowOf(draft, id)
      const { all = 1, clients = 1 } = devices ?? {}
      const actors = actorsOf(draft, row).map(({ role, grant }, index) => ({
        role,
        grant,
        user: (index % 2 === 0 ? peer : other).user({ name: role.name, devices: all }),
      }))
      const objects = object
        ? actors.map((): Seat & { user: PeerUser } => ({ ...object, user: other.user({ name: object.role }) }))
        : []
      const room = await target.host({
        members: [...actors.map(({ user, role }) => ({ user, role: role.id, clients })), ...objects],
      })
      const scene = { context, room, next: taking(objects.map(({ user }) => user)) }
      const deeds = (wanted: 'granted' | 'withheld') =>
        actors.flatMap(({ user, role, grant }): Deed[] => {
          const has = wanted === 'granted' ? 'has' : 'lacks'
          const what = `${title.toLowerCase()}, done in the role ${role.name}, which ${has} what it takes (${row.decides})`
          return grant === wanted ? [{ what, make: () => make(scene, room.client(user)) }] : []
        })
      // From the end of the list on: who leaves it by a pending proposal then moves no index that others name after it.
      const [first, ...others] = deeds('granted').toReversed()
      if (!first) throw new Error(`no standard role of ${draft} allows ${id}`)
      await judgeDeeds(context, room, { refused: deeds('withheld'), accepted: [first, ...others], turnedDown })
    },
  }),
)

/** Hands out one after the other. */
function taking<T>(items: readonly T[]): () => T {
  const left = [...items]
  return () => {
    const item = left.shift()
    if (item === undefined) throw new Error('nobody is left')
    return item
  }
}

import { check } from '../../src/check/define.js'
import type { RoomClient } from '../../src/peers/hosted-room.js'
import type { RoleId } from '../../src/wire/room-state/index.js'
import { fetched, second } from '../group-info/asking.js'
import { hosted, judgeDeeds } from './rooms.js'

export default [
  check({
    ...hosted,
    id: 'policy.kept',
    title: 'What a user may do follows the role that the participant list gives it, from one commit to the next',
    requirements: ['MIMI-POL-001', 'MIMI-POL-002'],
    fails: 'A user who was promoted may not do what its new role allows, or one who was demoted still may.',
    async run(context) {
      const { target, peer, other, that } = context
      const [admin, user] = [peer.user({ name: 'admin' }), other.user({ name: 'promoted' })]
      const room = await target.host({ members: [{ user: admin, role: 'admin' }, { user }] })
      const [adminClient, client] = [room.client(admin), room.client(user)]
      const adds = () => client.change({ admit: [{ user: other.user(), clients: 0 }] })
      const becomes = (role: RoleId) => () => adminClient.change({ participants: { setRole: [{ user, role }] } })
      await judgeDeeds(context, room, {
        refused: [{ what: 'an add by a member, before it is made moderator', make: adds }],
        accepted: [
          { what: "an admin's making a member moderator", make: becomes('moderator') },
          { what: 'an add by the new moderator', make: adds },
          { what: "an admin's making the moderator a member again", make: becomes('member') },
        ],
      })
      await judgeDeeds(context, room, {
        refused: [{ what: 'an add by a user who was moderator and is a member again', make: adds }],
        accepted: [{ what: "an admin's commit", make: () => adminClient.change() }],
      })
      that(
        room.participants.some((entry) => entry.user === user.uri),
        {
          expected: `${user.uri} in the participant list`,
          actual: 'not there',
        },
      )
    },
  }),
  check({
    ...hosted,
    id: 'policy.proposed',
    title: 'Proposals that stand alone need the rights that commits need',
    requirements: ['MIMI-POL-002'],
    fails: "A member's proposal to add, remove or promote somebody is accepted, or an admin's is refused.",
    async run(context) {
      const { target, peer, other } = context
      const [admin, member] = [peer.user({ name: 'admin' }), other.user({ name: 'member' })]
      const idle = [other.user({ name: 'idle' }), other.user({ name: 'idle' })]
      const room = await target.host({
        members: [{ user: admin, role: 'admin' }, { user: member }, ...idle.map((user) => ({ user, clients: 0 }))],
      })
      const [removed, promoted] = idle
      if (!removed || !promoted) return
      const changes = [
        { what: 'to add a user', participants: { add: [{ user: other.user({ name: 'newcomer' }) }] } },
        { what: 'to remove a user', participants: { remove: [removed] } },
        { what: 'to make a member moderator', participants: { setRole: [{ user: promoted, role: 'moderator' }] } },
      ]
      const proposals = (by: 'a member' | 'an admin', client: RoomClient) =>
        changes.map(({ what, participants }) => ({
          what: `the proposal of ${by} ${what}`,
          make: () => client.propose({ participants }),
        }))
      const [first, ...others] = proposals('an admin', room.client(admin))
      if (!first) return
      // One after the other: in the older drafts a commit has one update of the list.
      const commits = { what: "an admin's commit of that proposal", make: () => room.client(admin).change() }
      await judgeDeeds(context, room, {
        refused: proposals('a member', room.client(member)),
        accepted: [first, ...others.flatMap((next) => [commits, next])],
      })
    },
  }),
  check({
    ...hosted,
    id: 'policy.stranger',
    title: 'Somebody without any role does not come in by an external commit',
    requirements: ['MIMI-POL-002'],
    fails: 'The hub takes the external commit of a user who is not in the list and has no right to join.',
    async run(context) {
      const { target, peer, other } = context
      const [member, stranger] = [peer.user({ devices: 2 }), other.user({ name: 'stranger' })]
      const room = await target.host({ members: [{ user: member, clients: 1 }] })
      // How a stranger came by it does not matter: the group info is no secret among those who may join.
      const { opened: from } = await fetched(context, room, { as: second(member) })
      const joins = (role: RoleId) => () =>
        room.join(stranger.device, { from, change: { participants: { add: [{ user: stranger, role }] } } })
      await judgeDeeds(context, room, {
        refused: [
          { what: 'the external commit of a stranger who becomes a member by it', make: joins('member') },
          { what: 'the external commit of a stranger who becomes admin by it', make: joins('admin') },
          {
            what: 'the external commit of a stranger who stays out of the participant list',
            make: () => room.join(stranger.device, { from }),
          },
        ],
        accepted: [{ what: 'the external commit of a member', make: () => room.join(second(member), { from }) }],
        // Who may join by external commits is judged by group-info.joins.
        turnedDown: 'unjudged',
      })
    },
  }),
]

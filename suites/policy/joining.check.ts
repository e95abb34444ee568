import { check } from '../../src/check/define.js'
import type { HostedRoom } from '../../src/peers/hosted-room.js'
import { outcomeOf } from '../../src/peers/answer.js'
import { fetched, openedIn, second } from '../group-info/asking.js'
import { hosted, judgeDeeds, plus, rolesWith, without } from './rooms.js'

const ownClient = check({
  ...hosted,
  id: 'policy.join.own-client',
  title: 'A listed user adds a client of its own by an external commit, with canAddOwnClient',
  requirements: ['MIMI-POL-021'],
  fails: 'The external commit is accepted without the capability, or refused with it.',
  async run(context) {
    const { draft, target, peer, other } = context
    const [member, guest] = [peer.user({ devices: 2 }), other.user({ name: 'guest', devices: 2 })]
    const idle = other.user({ name: 'guest' })
    const room = await target.host({
      roles: rolesWith(draft, { guest: (role) => without(role, 'canAddOwnClient') }),
      members: [
        { user: member, clients: 1 },
        { user: guest, role: 'guest', clients: 1 },
        { user: idle, role: 'guest', clients: 0 },
      ],
    })
    const { opened: from } = await fetched(context, room, { as: second(member) })
    await judgeDeeds(context, room, {
      refused: [
        {
          what: 'the external commit of a second client of a user without canAddOwnClient',
          make: () => room.join(second(guest), { from }),
        },
        {
          what: 'the external commit of the first client of a user without canAddOwnClient',
          make: () => room.join(idle.device, { from }),
        },
      ],
      accepted: [
        {
          what: 'the external commit of a second client of a user with canAddOwnClient',
          make: () => room.join(second(member), { from }),
        },
      ],
    })
  },
})

const itself = check({
  ...hosted,
  id: 'policy.join.not-by-adding',
  title: 'The right to add others lets nobody add itself',
  requirements: ['MIMI-POL-052'],
  fails: 'Somebody who is not listed comes in because role 0 holds canAddParticipant, without a right to join.',
  async run(context) {
    const { draft, target, peer, other } = context
    const [member, stranger] = [peer.user({ devices: 2 }), other.user({ name: 'stranger' })]
    const room = await target.host({
      roles: rolesWith(draft, { nonparticipant: (role) => plus(role, 'canAddParticipant', 'canAddOwnClient') }),
      members: [{ user: member, clients: 1 }],
    })
    const { opened: from } = await fetched(context, room, { as: second(member) })
    await judgeDeeds(context, room, {
      refused: [
        {
          what: 'the external commit of somebody who adds itself, with canAddParticipant alone',
          make: () => room.join(stranger.device, { from, change: { participants: { add: [{ user: stranger }] } } }),
        },
      ],
      accepted: [{ what: 'the external commit of a member', make: () => room.join(second(member), { from }) }],
      turnedDown: 'unjudged',
    })
  },
})

const byCode = check({
  ...hosted,
  id: 'policy.join.by-code',
  needs: [...(hosted.needs ?? []), 'createJoinLink'],
  title: 'A joining code is good for those whose role 0 has canUseJoinCode',
  requirements: ['MIMI-POL-023'],
  fails: 'Somebody comes in by a code although role 0 lacks canUseJoinCode, or not although it has it.',
  async run(context) {
    const { draft, target, peer, other, refusesIn } = context
    const roles = rolesWith(draft, { nonparticipant: (role) => without(role, 'canUseJoinCode') })
    const member = peer.user({ devices: 2 })
    const members = [{ user: member, clients: 1 }]
    const [closed, open] = [await target.host({ roles, members }), await target.host({ members })]
    const joins = async (room: HostedRoom) => {
      const user = other.user({ name: 'invited' })
      const joiningCode = await room.joinLink(room.creator.user)
      const answer = await room.groupInfo({ as: user, joiningCode })
      // Refused the group info, one may have it from somebody else: what counts is who comes in.
      const from =
        outcomeOf(answer) === 'accepted'
          ? await openedIn(context, room, answer)
          : (await fetched(context, room, { as: second(member) })).opened
      return room.send(await room.join(user.device, { from, change: { participants: { add: [{ user }] } } }))
    }
    await refusesIn(open, {
      what: 'a join by a code in a room whose role 0 lacks canUseJoinCode',
      malformed: () => joins(closed),
      twin: () => joins(open),
    })
  },
})

export default [ownClient, itself, byCode]

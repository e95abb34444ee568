import { check } from '../../src/check/define.js'
import type { CheckContext } from '../../src/check/context.js'
import { hosting, type HostedRoom, type HostedRoomOptions } from '../../src/peers/hosted-room.js'
import type { PeerUser } from '../../src/peers/user.js'
import type { Draft } from '../../src/drafts/ids.js'
import type { Operation } from '../../src/target/driver/contract.js'
import { standardRoles } from '../../src/wire/room-state/index.js'
import { fetched, hosted, openedIn, second, withNewcomer } from './asking.js'

interface UseCase {
  readonly word: string
  readonly title: string
  readonly drafts?: Draft[]
  readonly needs?: readonly Operation[]
  /** How the room is to be for it. */
  readonly options?: (context: CheckContext, joiner: PeerUser) => HostedRoomOptions
  /** Whether the joiner has to come into the participant list with the commit. */
  readonly admits?: true
  readonly code?: (room: HostedRoom) => Promise<Uint8Array>
}

/** a to d of 5.6. */
const useCases: readonly UseCase[] = [
  {
    word: 'new-client',
    title: 'A new client of a participant',
    options: ({ other }, user) => ({ members: [{ user, clients: 1 }, { user: other.user() }] }),
  },
  {
    word: 'no-key-packages',
    title: 'The first client of a participant who was added without clients',
    options: ({ other }, user) => ({ members: [{ user, clients: 0 }, { user: other.user() }] }),
  },
  {
    word: 'open-room',
    title: 'Anybody, in a room that is open,',
    drafts: ['06'],
    options: ({ draft, other }) => ({
      members: [{ user: other.user() }],
      roles: standardRoles(draft).map((role) =>
        role.name === 'nonparticipant' ? { ...role, rights: [...role.rights, 'canOpenJoin'] } : role,
      ),
    }),
    admits: true,
  },
  {
    word: 'joining-code',
    title: 'Somebody with a joining code',
    needs: ['createJoinLink'],
    options: ({ other }) => ({ members: [{ user: other.user() }] }),
    admits: true,
    code: (room) => room.joinLink(room.creator.user),
  },
]

const joins = useCases.map(({ word, title, drafts, needs = [], options, admits, code }) =>
  check({
    ...hosted,
    needs: [...hosting, ...needs],
    drafts,
    id: `group-info.joins.${word}`,
    title: `${title} joins by an external commit`,
    requirements: ['MIMI-GRP-021'],
    fails: 'The group info is refused, or the external commit that is made from it.',
    async run(context) {
      const { target, peer, other, expect, arrivesIn } = context
      const user = peer.user({ name: 'joiner', devices: 2 })
      const room = await target.host(options?.(context, user))
      const joiningCode = await code?.(room)
      const answer = await expect(room.groupInfo({ as: second(user), joiningCode })).code('success')
      if (answer.code !== 'success') return
      const change = admits ? { participants: { add: [{ user }] } } : {}
      const join = await room.join(second(user), { from: await openedIn(context, room, answer), change })
      await expect(room.send(join)).code('success')
      await arrivesIn(
        room,
        other,
        { of: join },
        {
          expected: `the external commit at ${other.domain}, whose user is in the room`,
        },
      )
    },
  }),
)

const otherIdentity = check({
  ...hosted,
  needs: [...hosting, 'createJoinLink'],
  id: 'group-info.other-identity',
  title: 'A joining code lets nobody in but the one whose request it came with',
  requirements: ['MIMI-GRP-014'],
  fails: 'Somebody without a code joins with the group info that somebody else got for one (a warning).',
  async run(context) {
    const { target, peer, other, refusesIn } = context
    const room = await target.host({ members: [{ user: peer.user() }] })
    const [entitled, stranger] = [other.user({ name: 'entitled' }), other.user({ name: 'stranger' })]
    const joiningCode = await room.joinLink(room.creator.user)
    const { opened } = await fetched(context, room, { as: entitled, joiningCode })
    const joinOf = (user: PeerUser) =>
      room.join(user.device, { from: opened, change: { participants: { add: [{ user }] } } })
    await refusesIn(room, {
      what: 'the external commit of somebody who never asked, with the group info that another one got for a code',
      malformed: await joinOf(stranger),
      twin: await joinOf(entitled),
      accepted: 'warn',
    })
  },
})

const pastEpoch = check({
  ...hosted,
  id: 'group-info.past-epoch',
  title: 'Nobody joins with the group info of an epoch that is over',
  requirements: ['MIMI-GRP-016'],
  fails: 'The external commit is answered with success; another negative code than wrongEpoch is a warning.',
  async run(context) {
    const { room, user, newcomer } = await withNewcomer(context)
    const { opened } = await fetched(context, room, { as: newcomer })
    const late = await room.join(newcomer, { from: opened })
    await room.update(room.client(user))
    const { opened: current } = await fetched(context, room, { as: newcomer })
    await context.refusesIn(room, {
      what: `an external commit made from the group info of epoch ${opened.epoch}, in epoch ${room.epoch}`,
      malformed: late,
      twin: await room.join(newcomer, { from: current }),
      codes: ['wrongEpoch'],
      otherCode: 'warn',
    })
  },
})

const offline = check({
  ...hosted,
  id: 'group-info.nobody-online',
  title: 'The current group info is served while no other client and no other provider can be reached',
  requirements: ['MIMI-GRP-015'],
  fails: "While the other members' provider does not answer, a request is refused or gets the info of an epoch before.",
  async run(context) {
    const { odd, that } = context
    const away = await odd()
    const { room, user, newcomer } = await withNewcomer(context, { members: [{ user: away.user() }] })
    away.behave({ cut: true })
    await room.update(room.client(user))
    const answer = await context.expect(room.groupInfo({ as: newcomer })).code('success')
    if (answer.code !== 'success') return
    const { epoch } = await openedIn(context, room, answer)
    that(epoch === room.epoch, {
      expected: `the group info of epoch ${room.epoch}`,
      actual: `that of epoch ${epoch}`,
      exchange: answer,
    })
  },
})

export default [...joins, otherIdentity, offline, pastEpoch]

import { check } from '../../src/check/define.js'
import { tryDecode } from '../../src/codec/index.js'
import { describeAnswer, outcomeOf } from '../../src/peers/answer.js'
import { hosting, type HostedRoom } from '../../src/peers/hosted-room.js'
import type { PeerUser } from '../../src/peers/user.js'
import type { Operation } from '../../src/target/driver/contract.js'
import type { Draft } from '../../src/drafts/ids.js'
import { GroupInfoResponse } from '../../src/wire/group-info.js'
import { hosted, turnedDown, withNewcomer } from './asking.js'

const stranger = check({
  ...hosted,
  id: 'group-info.stranger',
  title: 'Somebody who is no participant and has no joining code gets no group info, but notAuthorized',
  requirements: ['MIMI-GRP-006', 'MIMI-GRP-001'],
  fails: 'The request is answered with success, or with another code; another status than 200 is a warning.',
  async run(context) {
    const { other, refusesIn, that } = context
    const { room, newcomer } = await withNewcomer(context)
    const request = room.groupInfo({ as: other.user({ name: 'stranger' }) })
    await refusesIn(room, {
      what: 'a request by somebody who has no part in the room',
      malformed: () => request,
      twin: () => room.groupInfo({ as: newcomer }),
      codes: ['notAuthorized'],
    })
    const answer = await request
    // A negative result is one of an evaluated request (R-W39).
    that(!turnedDown(answer) || (answer.status === 200 && answer.code !== null), {
      requirement: 'MIMI-GRP-001',
      expected: 'status 200 with the code notAuthorized',
      actual: describeAnswer(answer),
      as: 'warn',
      exchange: answer,
    })
  },
})

interface Excluded {
  readonly word: string
  readonly title: string
  readonly drafts?: Draft[]
  readonly needs?: readonly Operation[]
  readonly exclude: (room: HostedRoom, admin: PeerUser, user: PeerUser) => Promise<unknown>
}

const exclusions: readonly Excluded[] = [
  {
    word: 'removed',
    title: 'A user who was removed from the room',
    exclude: (room, admin, user) => room.update(room.client(admin), { expel: [user] }),
  },
  {
    word: 'banned-role',
    title: 'A user who was given the role banned',
    drafts: ['06'],
    exclude: (room, admin, user) =>
      room.update(room.client(admin), {
        participants: { setRole: [{ user, role: room.role('banned') }] },
        remove: [user],
      }),
  },
  {
    word: 'banned',
    title: 'A user whom the hub has banned',
    needs: ['hubAct'],
    exclude: (room, _admin, user) => room.act('ban', user),
  },
]

const excluded = exclusions.map(({ word, title, drafts, needs = [], exclude }) =>
  check({
    ...hosted,
    needs: [...hosting, ...needs],
    drafts,
    id: `group-info.${word}`,
    title: `${title} gets no group info any more`,
    requirements: ['MIMI-GRP-007'],
    fails: `The request of ${title.toLowerCase()} is answered with success.`,
    async run(context) {
      const former = context.other.user({ name: 'former' })
      const { room, user, newcomer } = await withNewcomer(context, { members: [{ user: former }] })
      await exclude(room, user, former)
      await context.refusesIn(room, {
        what: `a request by ${title.toLowerCase()}`,
        malformed: () => room.groupInfo({ as: former }),
        twin: () => room.groupInfo({ as: newcomer }),
      })
    },
  }),
)

const otherRoom = check({
  ...hosted,
  id: 'group-info.other-room',
  title: 'A request that was made for a room in which its user takes part gets nothing of another room',
  requirements: ['MIMI-GRP-020'],
  fails: "A participant's request, sent to a room in which the user has no part, is answered with success.",
  async run(context) {
    const { target, other, refusesIn } = context
    const { room, newcomer } = await withNewcomer(context)
    const elsewhere = await target.host({ members: [{ user: other.user() }] })
    await refusesIn(room, {
      what: `a request of a participant of ${room.uri}, sent for ${elsewhere.uri}`,
      malformed: () => room.groupInfo({ as: newcomer, room: elsewhere.uri }),
      twin: () => room.groupInfo({ as: newcomer }),
    })
  },
})

const bare = check({
  ...hosted,
  id: 'group-info.refusal-bare',
  title: 'A refusal ends with its status: no group info, no signature',
  requirements: ['MIMI-GRP-018'],
  fails: 'The answer to a stranger goes on after the status, or is no GroupInfoResponse.',
  async run(context) {
    const { other, skip, that } = context
    const { room } = await withNewcomer(context)
    const answer = await room.groupInfo({ as: other.user({ name: 'stranger' }) })
    const { response } = answer.exchange
    if (outcomeOf(answer) === 'accepted') skip('the stranger got the group info; judged by group-info.stranger')
    if (!response || (response.status !== 200 && answer.code === null))
      return skip(`the refusal is no GroupInfoResponse: ${describeAnswer(answer)}; judged by group-info.stranger`)
    that(tryDecode(GroupInfoResponse['06'], response.body).ok, {
      expected: 'version, room_id and status, and nothing after them',
      actual: `${response.body.length} bytes: ${Buffer.from(response.body.subarray(0, 200)).toString('hex')}`,
      exchange: answer,
    })
  },
})

export default [stranger, ...excluded, otherRoom, bare]

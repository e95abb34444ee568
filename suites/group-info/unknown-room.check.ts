import { check } from '../../src/check/define.js'
import { hosting } from '../../src/peers/hosted-room.js'
import { describeAnswer } from '../../src/peers/answer.js'
import { groupInfoRequest } from '../../src/peers/room-requests.js'
import { hosted, withNewcomer } from './asking.js'

const unknownRoom = check({
  roles: ['hub'],
  id: 'group-info.unknown-room',
  title: 'A request for a room that does not exist is answered noSuchRoom, or notAuthorized',
  requirements: ['MIMI-GRP-008'],
  fails: 'The answer is success, a 5xx or has neither code (404 without one is a warning).',
  async run(context) {
    const { draft, peer, target, expect, that } = context
    // Where a room can be had, the same request about that one shows that the endpoint works at all.
    const twin = hosting.every((operation) => target.can(operation)) ? await withNewcomer(context) : null
    const device = twin?.newcomer ?? peer.user().device
    const room = target.unknownRoom()
    const answer = await expect(peer.send('groupInfo', room, groupInfoRequest(draft, device.mls)))
    that(answer.code === 'noSuchRoom' || answer.code === 'notAuthorized', {
      expected: 'a GroupInfoResponse with noSuchRoom, or with notAuthorized where existence is hidden',
      actual: `${describeAnswer(answer)}${answer.code === null ? ' without a readable code' : ''}`,
      as: answer.status === 404 ? 'warn' : undefined,
      exchange: answer,
    })
    await twin?.room.groupInfo({ as: twin.newcomer }).accepted()
  },
})

const existence = check({
  ...hosted,
  id: 'group-info.existence',
  title: 'Whether a stranger can tell a room that exists from one that does not is recorded',
  requirements: ['MIMI-GRP-009'],
  observes: true,
  fails: 'It cannot: 5.6 leaves it to the hub whether to hide which rooms exist.',
  async run({ draft, target, peer, other, observe }) {
    const room = await target.host({ members: [{ user: peer.user() }] })
    const stranger = other.user({ name: 'stranger' })
    const there = await room.groupInfo({ as: stranger })
    const nowhere = await other.send('groupInfo', target.unknownRoom(), groupInfoRequest(draft, stranger.device.mls))
    const alike = there.status === nowhere.status && there.code === nowhere.code
    observe(
      alike
        ? `existence is hidden: both are answered ${describeAnswer(there)}`
        : `a room without rights: ${describeAnswer(there)}; none at all: ${describeAnswer(nowhere)}`,
      nowhere,
    )
  },
})

export default [unknownRoom, existence]

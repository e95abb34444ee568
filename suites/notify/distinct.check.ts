import type { CheckContext } from '../../src/check/context.js'
import { check, type Definition } from '../../src/check/define.js'
import { describeAnswer } from '../../src/peers/answer.js'
import { contentOf, count, countsOf, provisioning, taken } from './events.js'

/** The criterion is provisional (reading R-NTF-022), so that all of this only warns. */
const shared: Pick<Definition, 'requirements' | 'roles'> = { requirements: ['MIMI-NTF-022'], roles: ['follower'] }

/** Two events that differ in the last byte of the timestamp only. */
async function almostTheSame({ draft, target, hub }: CheckContext) {
  const user = await target.user()
  const room = await hub.roomWith(user)
  const message = await room.group.encrypt(new TextEncoder().encode('the same message'))
  const even = BigInt(Date.now()) & ~1n
  const events = [even, even + 1n].map((timestamp) => room.event(message, {}, { timestamp }))
  const [first, second] = events.map((event) => hub.fanout(room, event))
  if (!first || !second) throw new Error('two events were made')
  return { user, first, second, content: contentOf(draft, first.bytes) }
}

/** A message in a room of the hub, and one in a room of another hub, whose notify bodies are the same bytes. */
async function sameBodyOfTwoHubs({ target, hub, other, name }: CheckContext) {
  const [here, there] = [await target.user(), await target.user()]
  // Group ids are for each hub to choose: the same one in both rooms, so that the body fits both.
  const groupId = new TextEncoder().encode(name('group'))
  const rooms = [await hub.roomWith(here, { groupId }), await other.roomWith(there, { groupId })] as const
  const event = await rooms[0].applicationMessage('the same bytes at both hubs')
  await hub.notify(target, hub.fanout(rooms[0], event)).accepted()
  return { there, room: rooms[1], event }
}

export default [
  check({
    ...shared,
    id: 'notify.distinct.accepted',
    title: 'A body that differs from an earlier one in one byte of its timestamp is answered 201',
    needs: provisioning,
    fails: 'A body that is not byte-identical is refused as a replay of an earlier one (a warning).',
    async run(context) {
      const { target, hub, that } = context
      const { first, second } = await almostTheSame(context)
      await hub.notify(target, first).accepted()
      const answer = await hub.notify(target, second)
      that(answer.status !== null && answer.status >= 200 && answer.status <= 299, {
        expected: 'status 201 for a body that differs from an earlier one in one byte of its timestamp',
        actual: describeAnswer(answer),
        as: 'warn',
        exchange: answer,
      })
    },
  }),
  check({
    ...shared,
    id: 'notify.distinct.delivered',
    title: 'A body that differs from an earlier one in one byte of its timestamp counts as new',
    needs: [...provisioning, 'inbox'],
    fails:
      'Something other than the exact bytes of the body tells a repetition: the second event is confirmed, but lost (a warning).',
    async run(context) {
      const { target, hub, that, skip } = context
      const { user, first, second, content } = await almostTheSame(context)
      await hub.notify(target, first).accepted()
      const sent = await taken(context, second, 'notify.distinct.accepted')
      const entries = await user.device.delivered((some) => count(some, content) > 1)
      if (count(entries, content) === 0) skip('neither event is delivered; judged by notify.several.delivered')
      that(count(entries, content) > 1, {
        expected: `both events in the inbox of ${user.device.uri}: only byte-identical bodies are duplicates`,
        actual: `${count(entries, content)} of the two`,
        as: 'warn',
        exchange: sent,
      })
    },
  }),
  check({
    ...shared,
    id: 'notify.distinct.other-hub',
    title: 'The same body from another hub, for a room of its own, counts as new',
    needs: [...provisioning, 'inbox'],
    fails:
      'A body that one hub has sent is taken for a repetition when another hub sends it: confirmed, but lost (a warning).',
    async run(context) {
      const { draft, target, other, that, skip } = context
      const { there, room, event } = await sameBodyOfTwoHubs(context)
      const answer = await other.notify(target, other.fanout(room, event))
      const content = contentOf(draft, event)
      const confirmed = answer.status !== null && answer.status >= 200 && answer.status <= 299
      const marker = await room.applicationMessage('marker')
      await other.notify(target, other.fanout(room, marker)).accepted()
      const contents = confirmed ? [content, contentOf(draft, marker)] : []
      const [own = 0, markers] = await countsOf(there.device, contents)
      if (markers === 0) skip(`nothing is delivered to ${there.device.uri}; judged by notify.several.delivered`)
      // A refusal is no duplicate: the target has looked at it and found something else to say.
      that(!confirmed || own > 0, {
        expected: `the event in the inbox of ${there.device.uri}, or a refusal: it is the first from ${other.domain}`,
        actual: `${describeAnswer(answer)}, and it is not there: remember bodies for each hub`,
        as: 'warn',
        exchange: answer,
      })
    },
  }),
]

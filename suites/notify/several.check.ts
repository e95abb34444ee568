import { check, type Definition } from '../../src/check/define.js'
import { describeAnswer } from '../../src/peers/answer.js'
import { contentOf, count, deliveredTo, provisioning, taken } from './events.js'

const shared: Pick<Definition, 'requirements' | 'roles'> = { requirements: ['MIMI-NTF-010'], roles: ['follower'] }

export default [
  check({
    ...shared,
    id: 'notify.several.accepted',
    title: 'One body may hold several events of a room, of any kind, back to back',
    needs: provisioning,
    fails: 'A notify with more than one event is refused, as if there were bytes left over or missing.',
    async run({ target, hub, expect }) {
      const room = await hub.roomWith(await target.user(), { deliver: false })
      const message = await room.applicationMessage('one')
      const { commit, accepted } = await room.group.update()
      accepted()
      const last = await room.applicationMessage('two, an epoch later')
      const wanted = { warn: [200, 202, 204] }
      await expect(hub.notify(target, hub.fanout(room, room.welcome, message))).status(201, wanted)
      await expect(hub.notify(target, hub.fanout(room, room.event(commit), last))).status(201, wanted)
      const many = []
      for (let number = 1; number <= 20; number++) many.push(await room.applicationMessage(`number ${number}`))
      await expect(hub.notify(target, hub.fanout(room, ...many))).status(201, wanted)
    },
  }),
  check({
    ...shared,
    id: 'notify.several.delivered',
    title: 'All events of one body are delivered, in their order',
    needs: [...provisioning, 'inbox'],
    fails: 'Of two events in one notify only one reaches the device, or they come the other way round.',
    async run(context) {
      const { draft, target, hub, that } = context
      const user = await target.user()
      const room = await hub.roomWith(user)
      const events = [await room.applicationMessage('first'), await room.applicationMessage('second')]
      const sent = await taken(context, hub.fanout(room, ...events), 'notify.several.accepted')
      const contents = events.map((event) => contentOf(draft, event))
      const entries = await deliveredTo(user.device, contents)
      const there = contents.map((content) => count(entries, content) > 0)
      that(!there.includes(false), {
        expected: `both events of the body in the inbox of ${user.device.uri}: read on until the body ends`,
        actual: `the first is ${there[0] ? 'there' : 'missing'}, the second is ${there[1] ? 'there' : 'missing'}`,
        exchange: sent,
      })
      const [first = -1, second = -1] = contents.map((content) => entries.findIndex((e) => count([e], content) > 0))
      that(there.includes(false) || first < second, {
        expected: 'the first event of the body delivered before the second',
        actual: 'the second came first',
        exchange: sent,
      })
    },
  }),
  check({
    ...shared,
    id: 'notify.several.partial',
    title: 'A body whose second event is cut off is refused as a whole',
    needs: [...provisioning, 'inbox'],
    observes: true,
    fails: 'It cannot fail: partial failure has no defined answer, so that anything else is only recorded.',
    async run({ draft, target, hub, that }) {
      const user = await target.user()
      const room = await hub.roomWith(user)
      const [first, second] = [await room.applicationMessage('whole'), await room.applicationMessage('cut off')]
      const marker = await room.applicationMessage('marker')
      const tamper = (body: Uint8Array) => body.subarray(0, -1)
      const answer = await hub.notify(target, hub.fanout(room, first, second), { tamper })
      that(answer.status !== null && (answer.status < 200 || answer.status > 299), {
        expected: 'a refusal of the whole request, whose second event is cut off',
        actual: describeAnswer(answer),
        as: 'observe',
        exchange: answer,
      })
      await hub.notify(target, hub.fanout(room, marker)).accepted()
      const entries = await deliveredTo(user.device, [contentOf(draft, marker)])
      that(count(entries, contentOf(draft, first)) === 0, {
        expected: 'nothing delivered of a request whose second event is cut off',
        actual: `the first event is in the inbox of ${user.device.uri}`,
        as: 'observe',
        exchange: answer,
      })
    },
  }),
]

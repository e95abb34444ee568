import type { CheckContext } from '../../src/check/context.js'
import { check, type Definition } from '../../src/check/define.js'
import { type Answer, describeAnswer } from '../../src/peers/answer.js'
import type { Fanout, RoomEvent } from '../../src/peers/room.js'
import { contentOf, count, deliveredTo, provisioning, taken } from './events.js'

const shared: Pick<Definition, 'requirements' | 'roles' | 'needs'> = {
  requirements: ['MIMI-NTF-020'],
  roles: ['follower'],
  needs: provisioning,
}

/** Successes that notify.accepted warns of (reading R-NTF-017). */
const lesser: readonly (number | null)[] = [200, 202, 204]

/** A target that says 200, say, to the first as well has one thing wrong and not one here for each repetition. */
function asTheFirst({ status }: Answer, as: 'warn' | 'observe') {
  return status !== null && lesser.includes(status) ? { [as]: [status] } : {}
}

/** Sends a body, repeats it and judges each further answer. @returns the first one */
async function repeated(
  { target, hub, expect }: CheckContext,
  body: Fanout,
  times: number,
  as: 'warn' | 'observe' = 'observe',
): Promise<Answer> {
  const first = await hub.notify(target, body).accepted()
  // Every other one over a connection of its own: that says nothing about who the hub is.
  for (let time = 1; time <= times; time++)
    await expect(hub.notify(target, body, { fresh: time % 2 === 1 })).status(201, asTheFirst(first, as))
  return first
}

export default [
  check({
    ...shared,
    id: 'notify.duplicate.accepted',
    title: 'A byte-identical notify from the same hub is answered 201 again',
    fails:
      'The second of two identical notify requests is answered with anything but 201 (a warning for 200, 202 or 204 ' +
      'where the first is answered so too).',
    async run(context) {
      const { target, hub } = context
      const room = await hub.roomWith(await target.user())
      await repeated(context, hub.fanout(room, await room.applicationMessage('once is enough')), 1, 'warn')
    },
  }),
  check({
    ...shared,
    id: 'notify.duplicate.ten-times',
    title: 'A byte-identical notify is answered 201 however often it comes, over whichever connection',
    fails: 'One of ten repetitions of a notify is answered with anything but 201.',
    async run(context) {
      const { target, hub } = context
      const room = await hub.roomWith(await target.user())
      await repeated(context, hub.fanout(room, await room.applicationMessage('ten times')), 10)
    },
  }),
  check({
    ...shared,
    id: 'notify.duplicate.concurrent',
    title: 'Ten byte-identical notify requests at the same time are all answered 201',
    fails: 'One of ten identical requests, on their way at the same time, is answered with anything but 201.',
    async run({ target, hub, that }) {
      const room = await hub.roomWith(await target.user())
      const body = hub.fanout(room, await room.applicationMessage('all at once'))
      const answers = await Promise.all(
        Array.from({ length: 10 }, (_, index) => hub.notify(target, body, { fresh: index < 4 })),
      )
      const wrong = answers.filter(({ status }) => status !== 201)
      const alike = new Set(answers.map(({ status }) => status)).size === 1
      that(wrong.length === 0, {
        expected: 'status 201 for each of ten identical requests at the same time',
        actual: `${wrong.length} times another answer, first ${wrong[0] ? describeAnswer(wrong[0]) : 'none'}`,
        as: alike && lesser.includes(wrong[0]?.status ?? null) ? 'observe' : undefined,
        exchange: wrong[0],
      })
    },
  }),
  check({
    ...shared,
    id: 'notify.duplicate.handshake',
    title: 'A Welcome and a commit that come again are answered 201, though key package and epoch are used up',
    fails: 'A repeated Welcome or commit is refused because processing it anew makes no sense.',
    async run(context) {
      const { target, hub } = context
      const room = await hub.roomWith(await target.user(), { deliver: false })
      await repeated(context, hub.fanout(room, room.welcome), 1)
      const commits = []
      for (let epoch = 1; epoch <= 2; epoch++) {
        const { commit, accepted } = await room.group.update()
        accepted()
        commits.push(room.event(commit))
      }
      const [first, second] = commits.map((commit) => hub.fanout(room, commit))
      if (!first || !second) return
      const answer = await repeated(context, first, 1)
      await repeated(context, second, 1)
      await context.expect(hub.notify(target, first)).status(201, asTheFirst(answer, 'observe'))
    },
  }),
  check({
    ...shared,
    id: 'notify.duplicate.processed-once',
    title: 'Repetitions of a notify are not delivered again, be they at once, at the same time or after other events',
    requirements: ['MIMI-NTF-021'],
    needs: [...provisioning, 'inbox'],
    fails: 'A device is delivered the same event more than once (a warning).',
    async run(context) {
      const { draft, target, hub, that, skip } = context
      const send = (body: Fanout) => taken(context, body, 'notify.duplicate.accepted')
      const user = await target.user()
      const room = await hub.roomWith(user)
      const cases = [
        'repeated at once',
        'sent ten times at the same time',
        'repeated after another event',
        'another event',
      ]
      const events: RoomEvent[] = []
      for (const text of cases) events.push(await room.applicationMessage(text))
      const [atOnce, together, later, between] = events.map((event) => hub.fanout(room, event))
      const marker = await room.applicationMessage('marker')
      if (!atOnce || !together || !later || !between) return
      for (const body of [atOnce, atOnce]) await send(body)
      await Promise.all(Array.from({ length: 10 }, () => send(together)))
      for (const body of [later, between, later, between, hub.fanout(room, marker)]) await send(body)
      const contents = events.map((event) => contentOf(draft, event))
      const entries = await deliveredTo(user.device, [...contents, contentOf(draft, marker)])
      for (const [index, content] of contents.entries()) {
        const times = count(entries, content)
        if (times === 0) skip(`the event "${cases[index]}" is not delivered; judged by notify.several.delivered`)
        that(times === 1, {
          expected: `one delivery of the event "${cases[index]}" to ${user.device.uri}`,
          actual: `it was delivered ${times} times`,
        })
      }
    },
  }),
]

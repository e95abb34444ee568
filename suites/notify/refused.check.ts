import type { CheckContext } from '../../src/check/context.js'
import { check, type Definition } from '../../src/check/define.js'
import { describeAnswer } from '../../src/peers/answer.js'
import { type HubRoom, openRoom } from '../../src/peers/room.js'
import { contentOf, countsOf, provisioning } from './events.js'

const shared: Pick<Definition, 'requirements' | 'roles' | 'needs'> = {
  requirements: ['MIMI-NTF-018'],
  roles: ['follower'],
  needs: provisioning,
}

/** What is no event, sent to a room of which an ordinary event is taken. */
function refusing({ target, hub, refuses }: CheckContext, room: HubRoom, what: string, body: Uint8Array) {
  return refuses({
    what,
    malformed: () => hub.notify(target, { room: room.uri, bytes: body }),
    twin: async () => hub.notify(target, hub.fanout(room, await room.applicationMessage(`after ${what}`))),
  })
}

export default [
  check({
    ...shared,
    id: 'notify.refused.garbage',
    title: 'A body that is no event at all is refused, text and random bytes alike',
    fails: 'The follower confirms a body that it cannot have read.',
    async run(context) {
      const room = await context.hub.roomWith(await context.target.user())
      const json = new TextEncoder().encode('{"timestamp":1700000000000,"message":{}}')
      const noise = Uint8Array.from({ length: 300 }, (_, index) => (index * 151 + 89) % 256)
      await refusing(context, room, 'a JSON object', json)
      await refusing(context, room, '300 meaningless bytes', noise)
    },
  }),
  check({
    ...shared,
    id: 'notify.refused.empty',
    title: 'An empty body is refused: it holds no event',
    fails: 'The follower confirms a notify without any event.',
    async run(context) {
      const room = await context.hub.roomWith(await context.target.user())
      await refusing(context, room, 'a body without events', new Uint8Array())
    },
  }),
  check({
    ...shared,
    id: 'notify.refused.unknown-room',
    title: 'An event of a room that nobody at the target is in is refused',
    fails: 'The follower confirms an event that is for nobody (a warning: it may want to hide who is in which room).',
    async run({ target, hub, refuses }) {
      const room = await hub.roomWith(await target.user())
      const event = await room.applicationMessage('for nobody')
      await refuses({
        what: 'an event of an unknown room',
        malformed: () => hub.notify(target, { room: hub.roomUri('nowhere'), bytes: event }),
        twin: () => hub.notify(target, hub.fanout(room, event)),
        accepted: 'warn',
      })
    },
  }),
  check({
    ...shared,
    id: 'notify.refused.unknown-key-package',
    title: 'A Welcome for key packages that the target never handed out is refused',
    fails: 'The follower confirms a Welcome for nobody (a warning: it may want to hide which key packages it knows).',
    async run({ draft, target, hub, refuses }) {
      const foreign = await openRoom(hub.roomUri(), hub.user(), draft)
      const known = await hub.roomWith(await target.user(), { deliver: false })
      await foreign.add(
        hub
          .user()
          .device.keyPackages(1)
          .map(({ keyPackage }) => keyPackage),
      )
      await refuses({
        what: 'a Welcome for a key package of another provider',
        malformed: () => hub.notify(target, hub.fanout(foreign, foreign.welcome)),
        twin: () => hub.notify(target, hub.fanout(known, known.welcome)),
        accepted: 'warn',
      })
    },
  }),
  check({
    ...shared,
    id: 'notify.refused.then-delivered',
    title: 'A notify that was refused and is confirmed when it is repeated has been delivered',
    needs: [...provisioning, 'inbox'],
    fails:
      'What was refused (before the Welcome had come, say) passes for a repetition afterwards: confirmed, but lost.',
    async run({ draft, target, hub, that, skip }) {
      const user = await target.user()
      const room = await hub.roomWith(user, { deliver: false })
      const early = await room.applicationMessage('sent before the Welcome, and again after it')
      const body = hub.fanout(room, early)
      const first = await hub.notify(target, body)
      if (first.status !== null && first.status < 300)
        skip(`the event was confirmed before the Welcome had come: ${describeAnswer(first)}`)
      await hub.notify(target, hub.fanout(room, room.welcome)).accepted()
      const again = await hub.notify(target, body)
      if (again.status === null || again.status > 299)
        skip(`the event is refused after the Welcome, too: ${describeAnswer(again)}`)
      const marker = await room.applicationMessage('marker')
      await hub.notify(target, hub.fanout(room, marker)).accepted()
      const contents = [early, marker].map((event) => contentOf(draft, event))
      const [times = 0, markers] = await countsOf(user.device, contents)
      if (markers === 0) skip(`nothing is delivered to ${user.device.uri}; judged by notify.several.delivered`)
      that(times > 0, {
        expected: `the event in the inbox of ${user.device.uri}: the repetition was confirmed, the first try was not`,
        actual: 'it is not there: remember only what was accepted as a duplicate',
        exchange: again,
      })
    },
  }),
]

import { check, type Definition } from '../../src/check/define.js'
import { hosting } from '../../src/peers/hosted-room.js'
import { contentOf, count, deliveredTo, provisioning } from './events.js'

const shared: Pick<Definition, 'requirements' | 'roles'> = { requirements: ['MIMI-NTF-019'], roles: ['follower'] }

export default [
  check({
    ...shared,
    id: 'notify.wrong-hub.refused',
    title: 'Events of a room are refused from a provider other than its hub, a Welcome and a message alike',
    needs: provisioning,
    fails: "A provider that is not the room's hub has its event confirmed (a warning).",
    async run({ target, hub, other, refuses }) {
      const room = await hub.roomWith(await target.user(), { deliver: false })
      const welcome = hub.fanout(room, room.welcome)
      await refuses({
        what: `a Welcome into a room at ${hub.domain}, sent by ${other.domain}`,
        malformed: () => other.notify(target, welcome),
        twin: () => hub.notify(target, welcome),
        accepted: 'warn',
      })
      const message = hub.fanout(room, await room.applicationMessage('from whom'))
      await refuses({
        what: `an event of a room at ${hub.domain}, sent by ${other.domain}`,
        malformed: () => other.notify(target, message),
        twin: () => hub.notify(target, message),
        accepted: 'warn',
      })
    },
  }),
  check({
    ...shared,
    id: 'notify.wrong-hub.not-delivered',
    title: 'Events of a room that another provider than its hub sends do not reach the members',
    needs: [...provisioning, 'inbox'],
    fails: 'A device is delivered an event of its room that some other provider sent (a warning).',
    async run({ draft, target, hub, other, that }) {
      const user = await target.user()
      const room = await hub.roomWith(user)
      const [forged, marker] = [await room.applicationMessage('not from here'), await room.applicationMessage('marker')]
      const sent = await other.notify(target, hub.fanout(room, forged))
      await hub.notify(target, hub.fanout(room, marker)).accepted()
      const entries = await deliveredTo(user.device, [contentOf(draft, marker)])
      that(count(entries, contentOf(draft, forged)) === 0, {
        expected: `nothing that ${other.domain} sends in the inbox of ${user.device.uri}: the room is at ${hub.domain}`,
        actual: 'the event was delivered: anybody can put messages into this room',
        as: 'warn',
        exchange: sent,
      })
    },
  }),
  check({
    ...shared,
    id: 'notify.wrong-hub.own-room',
    title: 'Events of a room that the target hosts itself are refused from a peer, whose user is in it or not',
    needs: [...provisioning, ...hosting.filter((operation) => !provisioning.includes(operation))],
    fails: 'The hub of a room has an event of it confirmed to another provider, as if that were the hub (a warning).',
    async run({ target, hub, refuses }) {
      const own = await target.host({ members: [{ user: hub.user() }] })
      const followed = await hub.roomWith(await target.user())
      const event = await followed.applicationMessage('from nowhere')
      await refuses({
        what: `an event of ${own.uri}, a room of ${target.domain}'s own`,
        malformed: () => hub.notify(target, { room: own.uri, bytes: event }),
        twin: () => hub.notify(target, hub.fanout(followed, event)),
        accepted: 'warn',
      })
    },
  }),
]

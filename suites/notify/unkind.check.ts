import type { CheckContext } from '../../src/check/context.js'
import { check, type Definition } from '../../src/check/define.js'
import type { HubRoom, RoomEvent } from '../../src/peers/room.js'
import { contentOf, count, deliveredTo, provisioning } from './events.js'

const shared: Pick<Definition, 'roles' | 'needs'> = { roles: ['follower'], needs: [...provisioning, 'inbox'] }

async function messages(room: HubRoom, texts: readonly string[]): Promise<RoomEvent[]> {
  const events: RoomEvent[] = []
  for (const text of texts) events.push(await room.applicationMessage(text))
  return events
}

/** The events of a room are in the inbox, each of them once and in the order in which the hub had them. */
async function delivered(context: CheckContext, room: HubRoom, events: readonly RoomEvent[], inbox: Inbox) {
  const { draft, that } = context
  const contents = events.map((event) => contentOf(draft, event))
  const entries = await deliveredTo(inbox, contents)
  const lost = contents.flatMap((content, index) => (count(entries, content) === 0 ? [index + 1] : []))
  that(lost.length === 0, {
    expected: `all ${events.length} events of ${room.uri} in the inbox of ${inbox.uri}`,
    actual: `missing of them, counted from 1: ${lost.join(', ')}`,
  })
  const doubled = contents.flatMap((content, index) => (count(entries, content) > 1 ? [index + 1] : []))
  that(doubled.length === 0, {
    requirement: 'MIMI-NTF-021',
    expected: `each event of ${room.uri} once in the inbox of ${inbox.uri}, whatever the hub repeats`,
    actual: `more than once there, counted from 1: ${doubled.join(', ')}`,
  })
  const places = contents.map((content) => entries.findIndex((entry) => count([entry], content) > 0))
  const early = places.findIndex((place, index) => index > 0 && place >= 0 && place < (places[index - 1] ?? 0))
  that(early < 0, {
    expected: `the events of ${room.uri} delivered in the order in which the hub sent them`,
    actual: `event ${early + 1} came before event ${early}`,
  })
}

type Inbox = Parameters<typeof deliveredTo>[0]

export default [
  check({
    ...shared,
    id: 'notify.unkind.interleaved',
    requirements: ['MIMI-NTF-010', 'MIMI-NTF-021'],
    title: 'A hub that batches, splits, interleaves rooms and repeats loses nothing and doubles nothing at the inbox',
    fails: 'Of two rooms whose events come in bodies of any size, in turns and again, one event is lost or misplaced.',
    async run(context) {
      const { target, hub } = context
      const user = await target.user()
      const [one, two] = [await hub.roomWith(user), await hub.roomWith(user)]
      const here = await messages(
        one,
        Array.from({ length: 10 }, (_, index) => `first room, ${index}`),
      )
      const there = await messages(
        two,
        Array.from({ length: 6 }, (_, index) => `second room, ${index}`),
      )
      const bodies = [
        hub.fanout(one, ...here.slice(0, 7)),
        hub.fanout(two, ...there.slice(0, 1)),
        hub.fanout(one, ...here.slice(7, 8)),
        hub.fanout(two, ...there.slice(1)),
        hub.fanout(one, ...here.slice(8)),
      ]
      for (const [index, body] of bodies.entries()) {
        await hub.notify(target, body).accepted()
        // The body before comes again, as if its 201 had got lost.
        const before = bodies[index - 1]
        if (before) await hub.notify(target, before).accepted()
      }
      await delivered(context, one, here, user.device)
      await delivered(context, two, there, user.device)
    },
  }),
  check({
    ...shared,
    id: 'notify.unkind.lost-answer',
    requirements: ['MIMI-NTF-010', 'MIMI-NTF-021'],
    title: 'What a hub repeats because it never saw the answer is delivered once, and so is what it sends afterwards',
    fails: 'What comes again on other connections is lost, delivered twice or out of order.',
    async run(context) {
      const { target, hub } = context
      const user = await target.user()
      const room = await hub.roomWith(user)
      const events = await messages(room, ['answer lost', 'second in the same body', 'answer lost, too', 'answered'])
      const [first, second, third, last] = events
      if (!first || !second || !third || !last) return
      const bodies = [hub.fanout(room, first, second), hub.fanout(room, third)]
      for (const body of bodies) await hub.notify(target, body).accepted()
      // The hub has started anew and knows of no answer: what it is not sure of comes again, on other connections.
      for (const body of bodies) await hub.notify(target, body, { fresh: true }).accepted()
      await hub.notify(target, hub.fanout(room, last)).accepted()
      await delivered(context, room, events, user.device)
    },
  }),
  check({
    ...shared,
    id: 'notify.unkind.delayed',
    requirements: ['MIMI-NTF-010', 'MIMI-NTF-021'],
    title:
      'A hub whose events come long after it took them, those of one room before older ones of another, loses none',
    fails:
      'An event that is hours old, or older than what has come from another room of the hub, is lost or delivered twice.',
    async run(context) {
      const { target, hub } = context
      const user = await target.user()
      const [late, prompt] = [await hub.roomWith(user), await hub.roomWith(user)]
      const [now, hour] = [Date.now(), 3_600_000]
      const at = (room: HubRoom, text: string, ago: number) =>
        room.applicationMessage(text, { timestamp: BigInt(now - ago) })
      const early = [await at(late, 'a day old', 24 * hour), await at(late, 'hours old', 5 * hour)]
      // Two of one time: the order is that in which they come.
      const fresh = [await at(prompt, 'fresh', 0), await at(prompt, 'as fresh', 0)]
      const last = await at(late, 'from before the other room was told', hour)
      for (const body of [hub.fanout(prompt, ...fresh), ...early.map((event) => hub.fanout(late, event))])
        await hub.notify(target, body).accepted()
      await hub.notify(target, hub.fanout(late, last)).accepted()
      await delivered(context, late, [...early, last], user.device)
      await delivered(context, prompt, fresh, user.device)
    },
  }),
  check({
    ...shared,
    id: 'notify.unkind.other-room',
    requirements: ['MIMI-NTF-010'],
    title:
      'What a target makes of an event of one room in the path of another, both of the same hub and members in both',
    observes: true,
    fails: 'It cannot fail: no section says what becomes of an event whose group belongs to another room of the hub.',
    async run({ draft, target, hub, observe }) {
      const user = await target.user()
      const [one, two] = [await hub.roomWith(user), await hub.roomWith(user)]
      const strayed = await one.applicationMessage('of the first room')
      const answer = await hub.notify(target, { room: two.uri, bytes: strayed })
      const marker = await two.applicationMessage('marker')
      await hub.notify(target, hub.fanout(two, marker)).accepted()
      const entries = await deliveredTo(user.device, [contentOf(draft, marker)])
      const where = entries.flatMap((entry) => (count([entry], contentOf(draft, strayed)) > 0 ? [entry.room] : []))
      const answered = answer.status === null ? 'no answer' : `status ${answer.status}`
      observe(
        `${answered}, and the event was ${where.length > 0 ? `delivered as one of ${where.join(', ')}` : 'not delivered'}`,
        answer,
      )
    },
  }),
]

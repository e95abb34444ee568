import type { CheckContext } from '../../src/check/context.js'
import { check, type Definition } from '../../src/check/define.js'
import type { InboundRecord } from '../../src/peers/inbound.js'
import type { Reply } from '../../src/transport/listener.js'
import { hex } from '../franking/franked.js'
import { hosted, withFollower } from './fanned-out.js'

const waiting: Pick<Definition, 'roles' | 'needs' | 'retries'> = { ...hosted, retries: true }

/** The last notify that a follower answers as told, and the next one that it gets: null when none comes within the timing. */
async function tries(context: CheckContext, first: Reply | ((record: InboundRecord) => Reply), times = 1) {
  const { room, adminClient, follower } = await withFollower(context, first, times)
  await room.say(adminClient, 'once more')
  const match = { action: 'notify', about: room.uri } as const
  let failed = await follower.request(match)
  if (!failed) return context.skip('a message does not reach a follower at all; judged by notify.fanout.application')
  for (let seen = 1; ; seen += 1) {
    const again = await follower.request(match, context.timing.retryMs)
    if (!again || seen >= times) return { failed, again }
    failed = again
  }
}

/** A connection that was kept open may break at any time, and many a client of HTTP then tries another one by itself. */
const cuts = 3

const answers: readonly { word: string; what: string; reply: Reply; times?: number }[] = [
  { word: 'failed', what: 'that was answered 500', reply: { status: 500 } },
  { word: 'unavailable', what: 'that was answered 503', reply: { status: 503, headers: [['Retry-After', '1']] } },
  { word: 'cut', what: 'whose connection was closed without an answer', reply: { cut: true }, times: cuts },
  { word: 'unanswered', what: 'that was never answered', reply: { hang: true } },
]

const repeated = answers.map(({ word, what, reply, times }) =>
  check({
    ...waiting,
    id: `notify.hub.retry.${word}`,
    title: `A notify ${what} is sent again, the same octet by octet`,
    requirements: ['MIMI-NTF-023', 'MIMI-NTF-025'],
    fails: `A notify ${what} is not sent again within timing.retryMs, or with another body.`,
    async run(context) {
      const { that, timing } = context
      const { failed, again } = await tries(context, reply, times)
      that(again !== null, {
        expected: `the notify ${what} again: only 201 says that it was taken`,
        actual: `nothing came within ${timing.retryMs} ms`,
        exchange: failed,
      })
      if (!again) return
      const [first, next] = [failed.request.body, again.request.body].map(hex)
      that(first === next, {
        requirement: 'MIMI-NTF-025',
        expected: `the same body again, by which the follower knows a repetition: ${first}`,
        actual: `${next}`,
        // More events in one request are a weaker breach than other octets for the same one.
        as: first !== undefined && next?.startsWith(first) ? 'warn' : undefined,
        exchange: again,
      })
    },
  }),
)

const slackMs = 20
const seconds = 1

const inSeconds = check({
  ...waiting,
  id: 'notify.hub.retry-after.seconds',
  title: 'A follower that asks for so many seconds by Retry-After is not asked again earlier',
  requirements: ['MIMI-NTF-024'],
  fails: `The next try comes less than ${seconds} s after an answer with Retry-After: ${seconds}.`,
  async run(context) {
    const { failed, again } = await tries(context, { status: 503, headers: [['Retry-After', `${seconds}`]] })
    if (!again) return context.skip('nothing is sent again; judged by notify.hub.retry.unavailable')
    const passedMs = again.request.receivedAt - failed.request.receivedAt
    return context.that(passedMs >= seconds * 1000 - slackMs, {
      expected: `at least ${seconds} s between an answer with Retry-After: ${seconds} and the next try`,
      actual: `${passedMs} ms`,
      exchange: again,
    })
  },
})

/** Of clocks that are compared, ms. */
const skewSlackMs = 500

const asDate = check({
  ...waiting,
  id: 'notify.hub.retry-after.date',
  title: 'A follower that names a time by Retry-After is not asked again earlier',
  requirements: ['MIMI-NTF-024'],
  fails: 'The next try comes before the time that Retry-After has as an HTTP date.',
  async run(context) {
    const { skewMs, that, skip } = context
    // By the clock of the target, at least a second from now; HTTP dates have whole seconds (RFC 9110, 5.6.7).
    const dates: Date[] = []
    const { failed, again } = await tries(context, () => {
      const date = new Date(Math.ceil((Date.now() + skewMs) / 1000 + 1) * 1000)
      dates.push(date)
      return { status: 503, headers: [['Retry-After', date.toUTCString()]] }
    })
    const [date] = dates
    if (!again || !date) return skip('nothing is sent again; judged by notify.hub.retry.unavailable')
    const earlyMs = date.getTime() - (again.request.receivedAt + skewMs)
    return that(earlyMs <= skewSlackMs, {
      expected: `no try after ${new Date(failed.request.receivedAt + skewMs).toUTCString()} before ${date.toUTCString()}`,
      actual: `the next came ${Math.round(earlyMs)} ms earlier`,
      exchange: again,
    })
  },
})

const otherSuccess = check({
  ...hosted,
  id: 'notify.hub.retry.other-success',
  title: 'Whether a notify that was answered 200 is sent again is recorded',
  requirements: ['MIMI-NTF-023'],
  observes: true,
  fails: 'It cannot: by the letter anything but 201 asks for another try.',
  async run(context) {
    const { room, adminClient, follower, arrived } = await withFollower(context, { status: 200 })
    const first = await room.say(adminClient, 'one')
    await context.arrivesIn(room, follower, { of: first })
    const last = await room.say(adminClient, 'two')
    await context.arrivesIn(room, follower, { of: last })
    const times = room.events(follower, { of: first }).length
    context.observe(
      times > 1
        ? 'a notify answered 200 was sent again before the next one'
        : 'a notify answered 200 was not sent again before the next one',
      arrived()[0],
    )
  },
})

export default [...repeated, inSeconds, asDate, otherSuccess]

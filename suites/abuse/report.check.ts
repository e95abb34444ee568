import { check, type Definition } from '../../src/check/define.js'
import type { CheckContext } from '../../src/check/context.js'
import { type Answer, describeAnswer, outcomeOf } from '../../src/peers/answer.js'
import { type HostedRoom, hosting } from '../../src/peers/hosted-room.js'
import type { AbuseOptions } from '../../src/peers/requests.js'
import type { PeerUser } from '../../src/peers/user.js'

const hosted: Pick<Definition, 'roles' | 'needs'> = { roles: ['hub'], needs: hosting }

interface Scene {
  readonly room: HostedRoom
  readonly reporter: PeerUser
  readonly abuser: PeerUser
  /** A report by the one of the other, in the room. */
  readonly options: AbuseOptions
}

async function scene({ target, peer, other }: CheckContext): Promise<Scene> {
  const [reporter, abuser] = [peer.user({ name: 'reporter' }), other.user({ name: 'abuser' })]
  const room = await target.host({ members: [{ user: reporter }, { user: abuser }] })
  const note = 'unasked-for advertisements: “Grüße”'
  return { room, reporter, abuser, options: { room: room.uri, abuser: abuser.uri, reporter: reporter.uri, note } }
}

/** An AbusiveMessage with the fields of every draft. */
interface Reported {
  readonly content: Uint8Array
  readonly frank: object
  readonly time: bigint
}

/** A message of the accused's, as it came to the reporter's provider with its frank. */
async function franked({ peer, skip }: CheckContext, { room, abuser }: Scene, text: string): Promise<Reported> {
  const message = await room.say(room.client(abuser), text, { tag: true })
  const event = await room.event(peer, { of: message })
  if (!event) return skip(`the message did not come to ${peer.domain}; judged by the checks of notify`)
  const { value, timestamp } = event
  const frank = 'frank' in value ? value.frank : null
  if (!frank) return skip('the message came without a frank; judged by the checks of franking')
  return { content: message.content, frank, time: timestamp }
}

function inReport({ content, frank, time }: Reported): object {
  return { mimi_content: content, message_content: content, frank, acceptedTimestamp: time, accepted_timestamp: time }
}

/** Any 2xx says that the report was taken (5.9). */
async function taken({ peer, expect, must }: CheckContext, options: AbuseOptions): Promise<Answer> {
  const answer = await expect(peer.reportAbuse(options))
  must(outcomeOf(answer) === 'accepted', {
    expected: 'a 2xx: the report is taken',
    actual: describeAnswer(answer),
    exchange: answer,
  })
  return answer
}

interface Form {
  readonly word: string
  readonly title: string
  readonly requirements: string[]
  readonly change: (context: CheckContext, scene: Scene) => Partial<AbuseOptions> | Promise<Partial<AbuseOptions>>
}

const forms: readonly Form[] = [
  { word: 'anonymous', title: 'without a reporter', requirements: ['MIMI-ABU-003'], change: () => ({ reporter: '' }) },
  {
    word: 'minimal',
    title: 'with neither note nor messages',
    requirements: ['MIMI-ABU-004'],
    change: () => ({ note: '', messages: [] }),
  },
  {
    word: 'reason',
    title: 'with the one reason code that there is, 0,',
    requirements: ['MIMI-ABU-005'],
    change: () => ({ reason: 'reserved' }),
  },
  {
    word: 'messages',
    title: 'with messages that the target has franked',
    requirements: ['MIMI-ABU-006'],
    change: async (context, before) => {
      const messages = [await franked(context, before, 'one'), await franked(context, before, 'another')]
      return { messages: messages.map(inReport) }
    },
  },
]

const accepted = check({
  ...hosted,
  id: 'abuse.report.accepted',
  title: 'A report about a room of the target is taken, without a response body',
  requirements: ['MIMI-ABU-002', 'MIMI-ABU-001'],
  fails: 'The report of a participant is answered with anything but a 2xx; a body is a warning.',
  async run(context) {
    const { options } = await scene(context)
    const answer = await taken(context, options)
    await context.expect(answer).emptyBody({ as: 'warn' })
  },
})

const inForms = forms.map(({ word, title, requirements, change }) =>
  check({
    ...hosted,
    id: `abuse.report.${word}`,
    title: `A report ${title} is taken`,
    requirements,
    fails: `A report ${title} is answered with anything but a 2xx.`,
    async run(context) {
      const before = await scene(context)
      const changed = await change(context, before)
      await taken(context, { ...before.options, ...changed })
    },
  }),
)

/** How a report may be untrue of a message that the hub has franked. */
const lies: readonly { what: string; lie: (reported: Reported) => Reported }[] = [
  {
    what: 'another content',
    lie: ({ content, ...rest }) => ({ ...rest, content: content.with(content.length - 1, (content.at(-1) ?? 0) ^ 1) }),
  },
  { what: 'another acceptance time', lie: (reported) => ({ ...reported, time: reported.time + 1n }) },
  { what: 'another server_frank', lie: ({ frank, ...rest }) => ({ ...rest, frank: otherMark(frank) }) },
]

function otherMark(frank: object): object {
  return { ...frank, server_frank: new Uint8Array(32).fill(0xa5) }
}

const altered = check({
  ...hosted,
  id: 'abuse.report.altered',
  title: 'Whether the hub takes reports of messages that it has not franked like that is recorded',
  requirements: ['MIMI-ABU-007'],
  observes: true,
  fails: 'It cannot: what a report is answered with that does not stand up to the check of 5.9 is left open.',
  async run(context) {
    const { peer, observe } = context
    const before = await scene(context)
    const genuine = await franked(context, before, 'as it was said')
    const report = (reported: Reported) => peer.reportAbuse({ ...before.options, messages: [inReport(reported)] })
    await report(genuine).accepted()
    for (const { what, lie } of lies) {
      const answer = await report(lie(genuine))
      observe(`a report with ${what}: ${describeAnswer(answer)}`, answer)
    }
  },
})

const rotated = check({
  ...hosted,
  needs: [...hosting, 'hubAct'],
  alone: true,
  id: 'abuse.report.after-rotation',
  title: 'Whether a message can be reported after the hub has changed its franking key is recorded',
  requirements: ['MIMI-ABU-008'],
  observes: true,
  fails: 'It cannot: how long a hub keeps its keys is its own decision.',
  async run(context) {
    const { peer, observe } = context
    const before = await scene(context)
    const genuine = await franked(context, before, 'said under the old key')
    await before.room.act('rotate')
    const answer = await peer.reportAbuse({ ...before.options, messages: [inReport(genuine)] })
    observe(`a message franked before the key was changed, reported after it: ${describeAnswer(answer)}`, answer)
  },
})

const dictionary = check({
  ...hosted,
  id: 'abuse.report.dictionary',
  title: 'A report that ends before its extension dictionary is refused',
  requirements: ['MIMI-ABU-010'],
  fails: 'A report without abuse_extensions is taken like the same report with an empty one.',
  async run(context) {
    const { peer, refuses } = context
    const { options } = await scene(context)
    await refuses({
      what: 'a report without abuse_extensions',
      // An empty dictionary is the one octet at the end.
      malformed: () => peer.reportAbuse({ ...options, tamper: (body) => body.subarray(0, -1) }),
      twin: () => peer.reportAbuse(options),
      at: { path: 'abuse_extensions' },
    })
  },
})

export default [accepted, ...inForms, altered, rotated, dictionary]

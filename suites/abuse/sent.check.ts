import type { CheckContext } from '../../src/check/context.js'
import { check, type Definition } from '../../src/check/define.js'
import { type Codec, toJson, tryDecode } from '../../src/codec/index.js'
import { abuseReport } from '../../src/peers/builders.js'
import { encodeRequest } from '../../src/peers/endpoints.js'
import { someFrank } from '../../src/peers/builders.js'
import type { AbuseOptions } from '../../src/peers/requests.js'
import { AbuseReport } from '../../src/wire/report-abuse.js'

const shared: Pick<Definition, 'roles' | 'needs'> = {
  roles: ['follower'],
  needs: ['createUser', 'publishKeyPackages', 'setConsent', 'submit'],
}

/** A client of the target, in a room of the hub, reports a user of a third provider. */
async function report(context: CheckContext, said: Pick<AbuseOptions, 'note' | 'messages'> = {}) {
  const { draft, target, hub, other, skip } = context
  const user = await target.user()
  const room = await hub.roomWith(user)
  const abuser = other.user({ name: 'abuser' })
  const options = { room: room.uri, abuser: abuser.uri, reporter: user.uri, ...said }
  const given = encodeRequest('reportAbuse', draft, abuseReport(options))
  const told = await user.submit('reportAbuse', room.uri, given)
  const atHub = await hub.request({ action: 'reportAbuse', about: room.uri })
  const elsewhere = other.requests({ action: 'reportAbuse', about: abuser.uri })
  const refused = !('pending' in told) && (told.status < 200 || told.status > 299)
  if (!atHub && refused && elsewhere.length === 0)
    skip(`the target sent its client's report to nobody and told it status ${told.status}`)
  return { user, room, abuser, given, atHub, elsewhere }
}

/** A message as it is reported, with the fields of each draft that has reports. */
function reported({ draft }: CheckContext, text: string): object {
  const [content, at] = [new TextEncoder().encode(text), BigInt(Date.now())]
  const time = { acceptedTimestamp: at, accepted_timestamp: at }
  return { mimi_content: content, message_content: content, frank: someFrank[draft], ...time }
}

/** The members of a report by name, as JSON; null where it cannot be read. */
function membersOf(codec: Codec<unknown>, body: Uint8Array): Map<string, unknown> | null {
  const read = tryDecode(codec, body)
  const json = read.ok ? toJson(codec, read.value) : null
  return json !== null && typeof json === 'object' ? new Map(Object.entries(json)) : null
}

/** For a finding: opaque text and URIs as text, everything else as JSON. */
function shown(value: unknown): string {
  if (typeof value === 'string' && /^([0-9a-f]{2})*$/.test(value)) return `"${Buffer.from(value, 'hex').toString()}"`
  if (typeof value === 'object' && value !== null && 'uri' in value) return shown(value.uri)
  const json = JSON.stringify(value)
  return json.length > 160 ? `${json.slice(0, 160)}…` : json
}

export default [
  check({
    ...shared,
    id: 'abuse.sent.to-hub-only',
    title: 'A report by a client of the target is POSTed to the hub of the room, and to nobody else',
    requirements: ['MIMI-ABU-001'],
    fails: "The report does not come to the hub by POST, or comes to the accused user's provider.",
    async run(context) {
      const { hub, other, that, silent } = context
      const { room, abuser, atHub, elsewhere } = await report(context)
      that(atHub !== null, {
        expected: `the report at ${hub.domain}, the hub of ${room.uri}`,
        actual: elsewhere.length > 0 ? `it came to ${other.domain}, the accused user's provider` : 'it came to nobody',
        exchange: elsewhere[0],
      })
      if (!atHub) return
      const { method } = atHub.request
      that(method === 'POST', { expected: 'a POST', actual: `a ${method}`, exchange: atHub })
      const match = { action: 'reportAbuse' as const, about: abuser.uri }
      await silent(other, match, {
        expected: `no report at ${other.domain}, the accused user's provider`,
        marker: () => Promise.resolve(atHub),
      })
    },
  }),
  check({
    ...shared,
    id: 'abuse.sent.form',
    title: 'The report names the accused user and carries reason, note and messages as the client gave them',
    requirements: ['MIMI-ABU-011'],
    fails: 'The report that arrives is unreadable, accuses somebody else, or has lost or changed its note or messages.',
    async run(context) {
      const { draft, that, skip } = context
      const messages = ['one message', 'another message'].map((text) => reported(context, text))
      const { user, given, atHub } = await report(context, { note: 'again and again: “Grüße”', messages })
      const codec: Codec<unknown> | null = AbuseReport[draft]
      if (!codec) return skip('this draft has no reports')
      if (!atHub) return skip('no report came to the hub; judged by abuse.sent.to-hub-only')
      const wanted = membersOf(codec, given)
      const got = membersOf(codec, atHub.request.body)
      that(got !== null, {
        expected: "an AbuseReport in this draft's form",
        actual: atHub.error ? `${atHub.error.code} at byte ${atHub.error.offset}: ${atHub.error.message}` : 'none',
        exchange: atHub,
      })
      for (const path of got ? ['allegedAbuserUri', 'reasonCode', 'note', 'messages'] : [])
        that(JSON.stringify(got?.get(path)) === JSON.stringify(wanted?.get(path)), {
          expected: `${path} as the client gave it: ${shown(wanted?.get(path))}`,
          actual: shown(got?.get(path)),
          path,
          exchange: atHub,
        })
      // Anonymous is allowed (reading R-ABU-011); somebody else's name is not.
      const reporter = shown(got?.get('reportingUser') ?? { uri: '' })
      that([shown(''), `"${user.uri}"`].includes(reporter), {
        expected: `reportingUser ${user.uri}, or empty`,
        actual: reporter,
        path: 'reportingUser',
        exchange: atHub,
      })
    },
  }),
]

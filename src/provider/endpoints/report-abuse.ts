/** reportAbuse (5.9): the hub takes reports about rooms that it hosts. 01 has no such endpoint. */
import type { Draft } from '../../drafts/ids.js'
import { AbuseReport } from '../../wire/report-abuse.js'
import type { Reported } from '../rules/abuse.js'
import { uriText } from '../uri.js'
import { type Context, type Endpoint, readBody, readText, refuse } from './endpoint.js'

interface Report {
  readonly reportingUser: { readonly uri: Uint8Array }
  readonly allegedAbuserUri: { readonly uri: Uint8Array }
  readonly note: Uint8Array
  readonly messages: readonly Reported[]
}

const readers: Record<Draft, (context: Context, body: Uint8Array) => Report> = {
  '01': () => refuse(404, 'this draft has no abuse reports'),
  '02ed': (context, body) => readBody(context, AbuseReport['02ed'], body),
  '06': (context, body) => readBody(context, AbuseReport['06'], body),
}

export const reportAbuse: Endpoint = (context, { subject, body }) => {
  const { draft, ports } = context
  const { abuse, franking: rules } = ports.rules
  const { reportingUser, note, allegedAbuserUri, messages } = readers[draft](context, body)
  readText(context, 'note', note)
  if (!abuse.formed({ reporter: uriText(reportingUser.uri), note, messages }))
    return refuse(400, 'the report lacks something')
  const room = ports.store.hosted.find(subject)
  if (!abuse.concerns(room)) return refuse(404, 'there is no such room here')
  const sender = uriText(allegedAbuserUri.uri)
  messages.forEach((message, index) => {
    const time = 'accepted_timestamp' in message ? message.accepted_timestamp : message.acceptedTimestamp
    const accepted = { sender, room: subject, time }
    if (!room || abuse.genuine[draft]({ message, accepted, room, rules })) return
    refuse(400, `messages[${index}] was not franked here as a message of the accused at that time (5.9)`)
  })
  return ports.encoder.received('reportAbuse')
}

/** Who a report says it is from, empty for a reporter who stays unnamed, and whom it accuses. */
export function namedIn(context: Context, body: Uint8Array): { reporter: string; accused: string } {
  const { reportingUser, allegedAbuserUri } = readers[context.draft](context, body)
  return { reporter: uriText(reportingUser.uri), accused: uriText(allegedAbuserUri.uri) }
}

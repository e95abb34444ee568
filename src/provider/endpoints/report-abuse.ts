/** reportAbuse (5.9): the hub takes reports about rooms that it hosts. 01 has no such endpoint. */
import type { Draft } from '../../drafts/ids.js'
import { AbuseReport } from '../../wire/report-abuse.js'
import { uriText } from '../uri.js'
import { type Context, type Endpoint, readBody, readText, refuse } from './endpoint.js'

interface Report {
  readonly reportingUser: { readonly uri: Uint8Array }
  readonly allegedAbuserUri: { readonly uri: Uint8Array }
  readonly note: Uint8Array
}

const readers: Record<Draft, (context: Context, body: Uint8Array) => Report> = {
  '01': () => refuse(404, 'this draft has no abuse reports'),
  '02ed': (context, body) => readBody(context, AbuseReport['02ed'], body),
  '06': (context, body) => readBody(context, AbuseReport['06'], body),
}

export const reportAbuse: Endpoint = (context, { subject, body }) => {
  const { rules, encoder } = context.ports
  readText(context, 'note', readers[context.draft](context, body).note)
  if (!rules.rooms.reportAbuse(subject)) return refuse(404, 'there is no such room here')
  return encoder.received('reportAbuse')
}

/** Who a report says it is from, empty for a reporter who stays unnamed, and whom it accuses. */
export function namedIn(context: Context, body: Uint8Array): { reporter: string; accused: string } {
  const { reportingUser, allegedAbuserUri } = readers[context.draft](context, body)
  return { reporter: uriText(reportingUser.uri), accused: uriText(allegedAbuserUri.uri) }
}

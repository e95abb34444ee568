import { decode, encode, type Infer } from '../../../codec/index.js'
import type { Draft } from '../../../drafts/ids.js'
import { AbuseReport } from '../../../wire/report-abuse.js'
import { type Fault, fault } from '../../fault.js'

/** What reports have in common in all drafts that have them. */
type Report = Pick<Infer<(typeof AbuseReport)['02ed']>, 'reportingUser' | 'allegedAbuserUri' | 'note'>
type Changed = Partial<Report> & { messages?: [] }

interface Definition extends Pick<Fault, 'id' | 'summary' | 'breaks'> {
  /** Fields of the report that is sent in place of those that the client gave. */
  send(report: Report): Changed
}

const { '02ed': former, '06': latter } = AbuseReport

const rewritten: Record<Draft, (body: Uint8Array, send: Definition['send']) => Uint8Array> = {
  '01': (body) => body,
  '02ed'(body, send) {
    const report = decode(former, body)
    return encode(former, { ...report, ...send(report) })
  },
  '06'(body, send) {
    const report = decode(latter, body)
    return encode(latter, { ...report, ...send(report) })
  },
}

/** A fault in the reports that are sent for a local user; 01 has none. */
export function reporting({ send, ...definition }: Definition): Fault {
  return fault({
    ...definition,
    drafts: ['02ed', '06'],
    apply: (ports) => ({
      ...ports,
      client: {
        ...ports.client,
        forwarded: (action, body) =>
          action === 'reportAbuse' ? rewritten[ports.draft](body, send) : ports.client.forwarded(action, body),
      },
    }),
  })
}

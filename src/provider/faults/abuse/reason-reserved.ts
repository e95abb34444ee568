import { CodecError } from '../../../codec/index.js'
import { AbuseReport } from '../../../wire/report-abuse.js'
import { fault } from '../../fault.js'
import { readingFussily } from '../kit/mending.js'

export const abuseReasonReserved = fault({
  id: 'abuse.reason-reserved',
  summary: 'refuses the reason code 0 because it is called reserved, and knows no other',
  breaks: ['MIMI-ABU-005'],
  drafts: ['02ed', '06'],
  apply: (ports) =>
    readingFussily(ports, (_body, codec) =>
      Object.is(codec, AbuseReport[ports.draft])
        ? new CodecError('enum-unknown', 'reasonCode', 0, 'the value is reserved')
        : null,
    ),
})

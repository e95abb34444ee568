import type { Fault } from '../../fault.js'
import { abuseAnsweredWithBody } from './answered-with-body.js'
import { abuseDictionaryOptional } from './dictionary-optional.js'
import { abuseEvidenceRequired } from './evidence-required.js'
import { abuseFranksUnknown } from './franks-unknown.js'
import { abuseMessagesDropped } from './messages-dropped.js'
import { abuseNoteDropped } from './note-dropped.js'
import { abuseNoteRequired } from './note-required.js'
import { abuseReasonReserved } from './reason-reserved.js'
import { abuseReporterRequired } from './reporter-required.js'
import { abuseReportsRefused } from './reports-refused.js'
import { abuseSidesSwapped } from './sides-swapped.js'
import { abuseToAccused } from './to-accused.js'
import { abuseUnknownRoomAccepted } from './unknown-room-accepted.js'

export const abuseFaults: readonly Fault[] = [
  abuseAnsweredWithBody,
  abuseDictionaryOptional,
  abuseEvidenceRequired,
  abuseFranksUnknown,
  abuseMessagesDropped,
  abuseNoteDropped,
  abuseNoteRequired,
  abuseReasonReserved,
  abuseReporterRequired,
  abuseReportsRefused,
  abuseSidesSwapped,
  abuseToAccused,
  abuseUnknownRoomAccepted,
]

import type { Fault } from '../../fault.js'
import { submitAlwaysAccepted } from './always-accepted.js'
import { submitAnyFormat } from './any-format.js'
import { submitAnyGroup } from './any-group.js'
import { submitAnyProviderSpeaks } from './any-provider-speaks.js'
import { submitBannedSpeak } from './banned-speak.js'
import { submitEarlyAccepted } from './early-accepted.js'
import { submitEarlyTooOld } from './early-too-old.js'
import { submitInactiveSpeak } from './inactive-speak.js'
import { submitOldEpochTold } from './old-epoch-told.js'
import { submitOldNotAllowed } from './old-not-allowed.js'
import { submitRefusalWithTime } from './refusal-with-time.js'
import { submitRefused403 } from './refused-403.js'
import { submitRefusedBare403 } from './refused-bare-403.js'
import { submitRefusedDistributed } from './refused-distributed.js'
import { submitRelayAsProvider } from './relay-as-provider.js'
import { submitRelayToldAccepted } from './relay-told-accepted.js'
import { submitRoleIgnored } from './role-ignored.js'
import { submitShortRefused } from './short-refused.js'
import { submitStrangersSpeak } from './strangers-speak.js'
import { submitTimeInSeconds } from './time-in-seconds.js'
import { submitTimeOfAnswer } from './time-of-answer.js'
import { submitToleranceIgnored } from './tolerance-ignored.js'
import { submitUninvolvedSpeak } from './uninvolved-speak.js'
import { submitWith201 } from './with-201.js'

export const submitFaults: readonly Fault[] = [
  submitAlwaysAccepted,
  submitAnyFormat,
  submitAnyGroup,
  submitAnyProviderSpeaks,
  submitBannedSpeak,
  submitEarlyAccepted,
  submitEarlyTooOld,
  submitInactiveSpeak,
  submitOldEpochTold,
  submitOldNotAllowed,
  submitRefusalWithTime,
  submitRefused403,
  submitRefusedBare403,
  submitRefusedDistributed,
  submitRelayAsProvider,
  submitRelayToldAccepted,
  submitRoleIgnored,
  submitShortRefused,
  submitStrangersSpeak,
  submitTimeInSeconds,
  submitTimeOfAnswer,
  submitToleranceIgnored,
  submitUninvolvedSpeak,
  submitWith201,
]

import type { Fault } from '../../fault.js'
import { pseudonymBanForgotten } from './ban-forgotten.js'
import { pseudonymBanNotLifted } from './ban-not-lifted.js'
import { pseudonymBanUnending } from './ban-unending.js'
import { pseudonymExposed } from './exposed.js'
import { pseudonymGroupInfoRefused } from './group-info-refused.js'
import { pseudonymHandedOverUnknown } from './handed-over-unknown.js'
import { pseudonymKickUntold } from './kick-untold.js'
import { pseudonymKnockAgain } from './knock-again.js'
import { pseudonymKnockClosed } from './knock-closed.js'
import { pseudonymKnockHeard } from './knock-heard.js'
import { pseudonymLinkForAnybody } from './link-for-anybody.js'
import { pseudonymLinkForParticipants } from './link-for-participants.js'
import { pseudonymMessagesRefused } from './messages-refused.js'
import { pseudonymRequestersRefused } from './requesters-refused.js'
import { pseudonymSilenceIgnored } from './silence-ignored.js'
import { pseudonymUpdatesRefused } from './updates-refused.js'
import { pseudonymWelcomeDropped } from './welcome-dropped.js'

export const pseudonymFaults: readonly Fault[] = [
  pseudonymBanForgotten,
  pseudonymBanNotLifted,
  pseudonymBanUnending,
  pseudonymExposed,
  pseudonymGroupInfoRefused,
  pseudonymHandedOverUnknown,
  pseudonymKickUntold,
  pseudonymKnockAgain,
  pseudonymKnockClosed,
  pseudonymKnockHeard,
  pseudonymLinkForAnybody,
  pseudonymLinkForParticipants,
  pseudonymMessagesRefused,
  pseudonymRequestersRefused,
  pseudonymSilenceIgnored,
  pseudonymUpdatesRefused,
  pseudonymWelcomeDropped,
]

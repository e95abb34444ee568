import type { Fault } from '../../fault.js'
import { fanoutAnyAnswerTaken } from './any-answer-taken.js'
import { fanoutCommitToNewcomers } from './commit-to-newcomers.js'
import { fanoutCommitsUnsent } from './commits-unsent.js'
import { fanoutDataDropped } from './data-dropped.js'
import { fanoutFirstProviderOnly } from './first-provider-only.js'
import { fanoutInactiveTold } from './inactive-told.js'
import { fanoutLocalCommitsUnsent } from './local-commits-unsent.js'
import { fanoutLocalHandshakesLate } from './local-handshakes-late.js'
import { fanoutLocalWelcomeUnsent } from './local-welcome-unsent.js'
import { fanoutMessagesUnsent } from './messages-unsent.js'
import { fanoutMoreProposalsReversed } from './more-proposals-reversed.js'
import { fanoutNeverForgets } from './never-forgets.js'
import { fanoutNewestFirst } from './newest-first.js'
import { fanoutNotRenewed } from './not-renewed.js'
import { fanoutNotRetried } from './not-retried.js'
import { fanoutOneProposalEach } from './one-proposal-each.js'
import { fanoutOneQueue } from './one-queue.js'
import { fanoutOwnProposalsUnsent } from './own-proposals-unsent.js'
import { fanoutProposalsUnsent } from './proposals-unsent.js'
import { fanoutReframed } from './reframed.js'
import { fanoutRemovedUntold } from './removed-untold.js'
import { fanoutRetryAfterIgnored } from './retry-after-ignored.js'
import { fanoutRetryDateIgnored } from './retry-date-ignored.js'
import { fanoutRetryStampedAnew } from './retry-stamped-anew.js'
import { fanoutRetryWithMore } from './retry-with-more.js'
import { fanoutRoomsMixed } from './rooms-mixed.js'
import { fanoutShortQueue } from './short-queue.js'
import { fanoutTimeGoesBack } from './time-goes-back.js'
import { fanoutTimeInSeconds } from './time-in-seconds.js'
import { fanoutWelcomeToMembers } from './welcome-to-members.js'
import { fanoutWelcomeTreeCut } from './welcome-tree-cut.js'
import { fanoutWelcomeTrimmed } from './welcome-trimmed.js'
import { fanoutWelcomeUnsent } from './welcome-unsent.js'
import { fanoutWithoutLists } from './without-lists.js'

export const fanoutFaults: readonly Fault[] = [
  fanoutAnyAnswerTaken,
  fanoutCommitToNewcomers,
  fanoutCommitsUnsent,
  fanoutDataDropped,
  fanoutFirstProviderOnly,
  fanoutInactiveTold,
  fanoutLocalCommitsUnsent,
  fanoutLocalHandshakesLate,
  fanoutLocalWelcomeUnsent,
  fanoutMessagesUnsent,
  fanoutMoreProposalsReversed,
  fanoutNeverForgets,
  fanoutNewestFirst,
  fanoutNotRenewed,
  fanoutNotRetried,
  fanoutOneProposalEach,
  fanoutOneQueue,
  fanoutOwnProposalsUnsent,
  fanoutProposalsUnsent,
  fanoutReframed,
  fanoutRemovedUntold,
  fanoutRetryAfterIgnored,
  fanoutRetryDateIgnored,
  fanoutRetryStampedAnew,
  fanoutRetryWithMore,
  fanoutRoomsMixed,
  fanoutShortQueue,
  fanoutTimeGoesBack,
  fanoutTimeInSeconds,
  fanoutWelcomeToMembers,
  fanoutWelcomeTreeCut,
  fanoutWelcomeTrimmed,
  fanoutWelcomeUnsent,
  fanoutWithoutLists,
]

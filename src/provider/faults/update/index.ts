import type { Fault } from '../../fault.js'
import { updateAddWithoutParticipant } from './add-without-participant.js'
import { updateAddsUnjudged } from './adds-unjudged.js'
import { updateAnyProvider } from './any-provider.js'
import { updateClientsLeft } from './clients-left.js'
import { updateClientsWithParticipantOnly } from './clients-with-participant-only.js'
import { updateCommitsKept } from './commits-kept.js'
import { updateDescriptionMissing } from './description-missing.js'
import { updateEpochOneAhead } from './epoch-one-ahead.js'
import { updateEpochUntold } from './epoch-untold.js'
import { updateExpiredAdded } from './expired-added.js'
import { updateFirstProposalOnly } from './first-proposal-only.js'
import { updateGroupInfoUnchecked } from './group-info-unchecked.js'
import { updateGroupUnheeded } from './group-unheeded.js'
import { updateHubSenderDropped } from './hub-sender-dropped.js'
import { updateHubSenderNameless } from './hub-sender-nameless.js'
import { updateInvalidUnlisted } from './invalid-unlisted.js'
import { updateLateTaken } from './late-taken.js'
import { updateListByHub } from './list-by-hub.js'
import { updateListsUnheeded } from './lists-unheeded.js'
import { updateNoExternalCommits } from './no-external-commits.js'
import { updateNotAllowedAsInvalid } from './not-allowed-as-invalid.js'
import { updateOmissionsTaken } from './omissions-taken.js'
import { updateOutcomeUntold } from './outcome-untold.js'
import { updatePartialCut } from './partial-cut.js'
import { updatePartlyApplied } from './partly-applied.js'
import { updatePassedOnElsewhere } from './passed-on-elsewhere.js'
import { updatePathsUnheeded } from './paths-unheeded.js'
import { updateProposalsForgotten } from './proposals-forgotten.js'
import { updateProposalsUnvalidated } from './proposals-unvalidated.js'
import { updateRemovalDeferred } from './removal-deferred.js'
import { updateRemovedFed } from './removed-fed.js'
import { updateRemovedHeard } from './removed-heard.js'
import { updateRemovedUnheeded } from './removed-unheeded.js'
import { updateRepeatFatal } from './repeat-fatal.js'
import { updateRotationRefused } from './rotation-refused.js'
import { updateSendersUnheeded } from './senders-unheeded.js'
import { updateServersCommit } from './servers-commit.js'
import { updateServersStay } from './servers-stay.js'
import { updateSignaturesUnheeded } from './signatures-unheeded.js'
import { updateStrangersJoin } from './strangers-join.js'
import { updateTimeInSeconds } from './time-in-seconds.js'
import { updateTimesApart } from './times-apart.js'
import { updateTreeUnchecked } from './tree-unchecked.js'
import { updateUnknownRoomTaken } from './unknown-room-taken.js'
import { updateUnreadTaken } from './unread-taken.js'
import { updateWelcomeRequired } from './welcome-required.js'
import { updateWholeTreeRefused } from './whole-tree-refused.js'
import { updateWith201 } from './with-201.js'

export const updateFaults: readonly Fault[] = [
  updateAddWithoutParticipant,
  updateAddsUnjudged,
  updateAnyProvider,
  updateClientsLeft,
  updateClientsWithParticipantOnly,
  updateCommitsKept,
  updateDescriptionMissing,
  updateEpochOneAhead,
  updateEpochUntold,
  updateExpiredAdded,
  updateFirstProposalOnly,
  updateGroupInfoUnchecked,
  updateGroupUnheeded,
  updateHubSenderDropped,
  updateHubSenderNameless,
  updateInvalidUnlisted,
  updateLateTaken,
  updateListByHub,
  updateListsUnheeded,
  updateNoExternalCommits,
  updateNotAllowedAsInvalid,
  updateOmissionsTaken,
  updateOutcomeUntold,
  updatePartialCut,
  updatePartlyApplied,
  updatePassedOnElsewhere,
  updatePathsUnheeded,
  updateProposalsForgotten,
  updateProposalsUnvalidated,
  updateRemovalDeferred,
  updateRemovedFed,
  updateRemovedHeard,
  updateRemovedUnheeded,
  updateRepeatFatal,
  updateRotationRefused,
  updateSendersUnheeded,
  updateServersCommit,
  updateServersStay,
  updateSignaturesUnheeded,
  updateStrangersJoin,
  updateTimeInSeconds,
  updateTimesApart,
  updateTreeUnchecked,
  updateUnknownRoomTaken,
  updateUnreadTaken,
  updateWelcomeRequired,
  updateWholeTreeRefused,
  updateWith201,
]

import type { Fault } from '../../fault.js'
import { groupInfoAnswerWithheld } from './answer-withheld.js'
import { groupInfoAnyCode } from './any-code.js'
import { groupInfoBansIgnored } from './bans-ignored.js'
import { groupInfoClientRequired } from './client-required.js'
import { groupInfoCodeNeverExpires } from './code-never-expires.js'
import { groupInfoCodeOfAnyRoom } from './code-of-any-room.js'
import { groupInfoCodeRequired } from './code-required.js'
import { groupInfoCodeUsedAgain } from './code-used-again.js'
import { groupInfoExtensionsDropped } from './extensions-dropped.js'
import { groupInfoForEverybody } from './for-everybody.js'
import { groupInfoHubLabel } from './hub-label.js'
import { groupInfoHubSenderForeign } from './hub-sender-foreign.js'
import { groupInfoJoinsAnybody } from './joins-anybody.js'
import { groupInfoNoContext } from './no-context.js'
import { groupInfoOneSuite } from './one-suite.js'
import { groupInfoOtherLabel } from './other-label.js'
import { groupInfoParticipantsOnly } from './participants-only.js'
import { groupInfoPastEpochNotAllowed } from './past-epoch-not-allowed.js'
import { groupInfoPendingInSeconds } from './pending-in-seconds.js'
import { groupInfoPendingKept } from './pending-kept.js'
import { groupInfoPendingUntold } from './pending-untold.js'
import { groupInfoPreviousEpoch } from './previous-epoch.js'
import { groupInfoRefusalSigned } from './refusal-signed.js'
import { groupInfoRefused403 } from './refused-403.js'
import { groupInfoRefusedAsUnknown } from './refused-as-unknown.js'
import { groupInfoRequestResigned } from './request-resigned.js'
import { groupInfoRolesIgnored } from './roles-ignored.js'
import { groupInfoRoomIdShort } from './room-id-short.js'
import { groupInfoSignatureLost } from './signature-lost.js'
import { groupInfoSignatureUnverified } from './signature-unverified.js'
import { groupInfoSignerStray } from './signer-stray.js'
import { groupInfoTreeCut } from './tree-cut.js'
import { groupInfoTreeEmbedded } from './tree-embedded.js'
import { groupInfoTreeStrayLeaf } from './tree-stray-leaf.js'
import { groupInfoUnknownRoom404 } from './unknown-room-404.js'
import { groupInfoUnknownRoomFatal } from './unknown-room-fatal.js'
import { groupInfoWaitsForMembers } from './waits-for-members.js'
import { groupInfoWith201 } from './with-201.js'

export const groupInfoFaults: readonly Fault[] = [
  groupInfoAnswerWithheld,
  groupInfoAnyCode,
  groupInfoBansIgnored,
  groupInfoClientRequired,
  groupInfoCodeNeverExpires,
  groupInfoCodeOfAnyRoom,
  groupInfoCodeRequired,
  groupInfoCodeUsedAgain,
  groupInfoExtensionsDropped,
  groupInfoForEverybody,
  groupInfoHubLabel,
  groupInfoHubSenderForeign,
  groupInfoJoinsAnybody,
  groupInfoNoContext,
  groupInfoOneSuite,
  groupInfoOtherLabel,
  groupInfoParticipantsOnly,
  groupInfoPastEpochNotAllowed,
  groupInfoPendingInSeconds,
  groupInfoPendingKept,
  groupInfoPendingUntold,
  groupInfoPreviousEpoch,
  groupInfoRefusalSigned,
  groupInfoRefused403,
  groupInfoRefusedAsUnknown,
  groupInfoRequestResigned,
  groupInfoRolesIgnored,
  groupInfoRoomIdShort,
  groupInfoSignatureLost,
  groupInfoSignatureUnverified,
  groupInfoSignerStray,
  groupInfoTreeCut,
  groupInfoTreeEmbedded,
  groupInfoTreeStrayLeaf,
  groupInfoUnknownRoom404,
  groupInfoUnknownRoomFatal,
  groupInfoWaitsForMembers,
  groupInfoWith201,
]

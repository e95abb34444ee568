/** Deviations that only unusual input brings out: a campaign finds them, as docs/fuzzing.md shows. In order of their ids. */
import type { Fault } from '../../fault.js'
import { abuseAccusedEmpty } from './abuse-accused-empty.js'
import { abuseNoteAstral } from './abuse-note-astral.js'
import { noteOf16384 } from './abuse-note-of-16384.js'
import { abuseReservedLength } from './abuse-reserved-length.js'
import { abuseTimeUnsafe } from './abuse-time-unsafe.js'
import { consentGrantSecondKeyPackage } from './consent-grant-second-key-package.js'
import { consentMalformedRevokes } from './consent-malformed-revokes.js'
import { consentPresence255 } from './consent-presence-255.js'
import { consentRequestsOf100 } from './consent-requests-of-100.js'
import { consentRoomOf256 } from './consent-room-of-256.js'
import { consentUriLatin1 } from './consent-uri-latin1.js'
import { groupInfoCodeLength } from './group-info-code-length.js'
import { codeOf256 } from './group-info-code-of-256.js'
import { groupInfoKeyEmpty } from './group-info-key-empty.js'
import { longRoomUnreadable } from './group-info-long-room-unreadable.js'
import { groupInfoRefusedUsesCode } from './group-info-refused-uses-code.js'
import { keyMaterialBackAtRestart } from './key-material-back-at-restart.js'
import { keyMaterialBadSignatureTakes } from './key-material-bad-signature-takes.js'
import { keyMaterialEvery64thKept } from './key-material-every-64th-kept.js'
import { keyMaterialFourByteLength } from './key-material-four-byte-length.js'
import { keyMaterialMalformedTakes } from './key-material-malformed-takes.js'
import { manyClientsUnreadable } from './key-material-many-clients-unreadable.js'
import { keyMaterialOverlapShared } from './key-material-overlap-shared.js'
import { requesterOf64 } from './key-material-requester-of-64.js'
import { suitesOf64 } from './key-material-suites-of-64.js'
import { requesterX509 } from './key-material-x509.js'
import { notifyBodyOf65536 } from './notify-body-of-65536.js'
import { notifyEvery100th } from './notify-every-100th.js'
import { notifyForgottenAtRestart } from './notify-forgotten-at-restart.js'
import { notifyFurtherProposalsEnum } from './notify-further-proposals-enum.js'
import { notifyOverlapTwice } from './notify-overlap-twice.js'
import { notifyRefusedInPart } from './notify-refused-in-part.js'
import { notifyReinit } from './notify-reinit.js'
import { notifySecretsEmpty } from './notify-secrets-empty.js'
import { notifyThirdEventUnread } from './notify-third-event-unread.js'
import { notifyTimestampSigned } from './notify-timestamp-signed.js'
import { notifyTreeByUrl } from './notify-tree-by-url.js'
import { notifyWindowOf50 } from './notify-window-of-50.js'
import { proxyUrlOf1024 } from './proxy-url-of-1024.js'
import { queryClaimNameless } from './query-claim-nameless.js'
import { queryComponentEmpty } from './query-component-empty.js'
import { queryFourthComponentLength } from './query-fourth-component-length.js'
import { queryLongFieldUnreadable } from './query-long-field-unreadable.js'
import { queryMalformedShutsOut } from './query-malformed-shuts-out.js'
import { queryOverlapAnsweredAlike } from './query-overlap-answered-alike.js'
import { querySecondElementLength } from './query-second-element-length.js'
import { queryTiredAfter100 } from './query-tired-after-100.js'
import { queryValueOf63 } from './query-value-of-63.js'
import { ciphertextOf16384 } from './submit-ciphertext-of-16384.js'
import { submitEpochUnsafe } from './submit-epoch-unsafe.js'
import { submitOverlapLost } from './submit-overlap-lost.js'
import { transportNulInPath } from './transport-nul-in-path.js'
import { updateFarEpochUnreadable } from './update-far-epoch-unreadable.js'
import { updateGroupIdEmpty } from './update-group-id-empty.js'
import { updateMalformedAdvances } from './update-malformed-advances.js'
import { updateOverlapAnsweredAlike } from './update-overlap-answered-alike.js'
import { updateProposalsLostAtRestart } from './update-proposals-lost-at-restart.js'
import { updateWelcomePresence } from './update-welcome-presence.js'

export const rareFaults: readonly Fault[] = [
  abuseAccusedEmpty,
  abuseNoteAstral,
  noteOf16384,
  abuseReservedLength,
  abuseTimeUnsafe,
  consentGrantSecondKeyPackage,
  consentMalformedRevokes,
  consentPresence255,
  consentRequestsOf100,
  consentRoomOf256,
  consentUriLatin1,
  groupInfoCodeLength,
  codeOf256,
  groupInfoKeyEmpty,
  longRoomUnreadable,
  groupInfoRefusedUsesCode,
  keyMaterialBackAtRestart,
  keyMaterialBadSignatureTakes,
  keyMaterialEvery64thKept,
  keyMaterialFourByteLength,
  keyMaterialMalformedTakes,
  manyClientsUnreadable,
  keyMaterialOverlapShared,
  requesterOf64,
  suitesOf64,
  requesterX509,
  notifyBodyOf65536,
  notifyEvery100th,
  notifyForgottenAtRestart,
  notifyFurtherProposalsEnum,
  notifyOverlapTwice,
  notifyRefusedInPart,
  notifyReinit,
  notifySecretsEmpty,
  notifyThirdEventUnread,
  notifyTimestampSigned,
  notifyTreeByUrl,
  notifyWindowOf50,
  proxyUrlOf1024,
  queryClaimNameless,
  queryComponentEmpty,
  queryFourthComponentLength,
  queryLongFieldUnreadable,
  queryMalformedShutsOut,
  queryOverlapAnsweredAlike,
  querySecondElementLength,
  queryTiredAfter100,
  queryValueOf63,
  ciphertextOf16384,
  submitEpochUnsafe,
  submitOverlapLost,
  transportNulInPath,
  updateFarEpochUnreadable,
  updateGroupIdEmpty,
  updateMalformedAdvances,
  updateOverlapAnsweredAlike,
  updateProposalsLostAtRestart,
  updateWelcomePresence,
]

/** Every deviation that the reference provider can be started with, in order of their ids: one import, one line each. */
import type { Fault } from '../fault.js'
import { abuseAnsweredWithBody } from './abuse/answered-with-body.js'
import { abuseDictionaryOptional } from './abuse/dictionary-optional.js'
import { abuseEvidenceRequired } from './abuse/evidence-required.js'
import { abuseFranksUnknown } from './abuse/franks-unknown.js'
import { abuseMessagesDropped } from './abuse/messages-dropped.js'
import { abuseNoteDropped } from './abuse/note-dropped.js'
import { abuseNoteRequired } from './abuse/note-required.js'
import { abuseReasonReserved } from './abuse/reason-reserved.js'
import { abuseReporterRequired } from './abuse/reporter-required.js'
import { abuseReportsRefused } from './abuse/reports-refused.js'
import { abuseSidesSwapped } from './abuse/sides-swapped.js'
import { abuseToAccused } from './abuse/to-accused.js'
import { abuseUnknownRoomAccepted } from './abuse/unknown-room-accepted.js'
import { anyElementMatches } from './query/any-element-matches.js'
import { anyHub } from './notify/any-hub.js'
import { anyMailbox } from './transport/any-mailbox.js'
import { anyMethod } from './directory/any-method.js'
import { anyServer } from './client/any-server.js'
import { anySuiteForNone } from './key-material/any-suite-for-none.js'
import { anyoneSpeaks } from './transport/certificate-for-any-domain.js'
import { architectureEverybodyTold } from './architecture/everybody-told.js'
import { architectureHubForAll } from './architecture/hub-for-all.js'
import { architectureNewcomersDirect } from './architecture/newcomers-direct.js'
import { architectureRoomByUpdate } from './architecture/room-by-update.js'
import { architectureRoomElsewhere } from './architecture/room-elsewhere.js'
import { architectureSenderUnnamed } from './architecture/sender-unnamed.js'
import { architectureServerInTree } from './architecture/server-in-tree.js'
import { architectureStrangersJoin } from './architecture/strangers-join.js'
import { bodyIgnored } from './key-material/body-ignored.js'
import { capabilitiesDropped } from './client/capabilities-dropped.js'
import { capabilitiesTrimmed } from './key-material/capabilities-trimmed.js'
import { clearText } from './transport/clear-text.js'
import { clientsOfRefused } from './key-material/clients-of-refused.js'
import { clientsSwapped } from './key-material/clients-swapped.js'
import { blankNodesRefused } from './codec/blank-nodes-refused.js'
import { clientAsUrn } from './codec/client-as-urn.js'
import { dictionaryOrderUnchecked } from './codec/dictionary-order-unchecked.js'
import { dictionaryUnsorted } from './codec/dictionary-unsorted.js'
import { enumUnknownAccepted } from './codec/enum-unknown-accepted.js'
import { fanoutPrefixed } from './codec/fanout-prefixed.js'
import { fieldNameTwicePrefixed } from './codec/field-name-twice-prefixed.js'
import { frankWithLengths } from './codec/frank-with-lengths.js'
import { handshakeOtherForm } from './codec/handshake-other-form.js'
import { hugeLengthReserved } from './codec/huge-length-reserved.js'
import { keyPackageWrapped } from './codec/key-package-wrapped.js'
import { lengthClipped } from './codec/length-clipped.js'
import { lengthNotMinimalAccepted } from './codec/length-not-minimal-accepted.js'
import { lengthReservedAccepted } from './codec/length-reserved-accepted.js'
import { malformedFatal } from './codec/malformed-fatal.js'
import { oddVectorAccepted } from './codec/odd-vector-accepted.js'
import { presenceOctetAccepted } from './codec/presence-octet-accepted.js'
import { protocolIgnored } from './codec/protocol-ignored.js'
import { protocolMissing } from './codec/protocol-missing.js'
import { refusedWith200 } from './codec/refused-with-200.js'
import { requesterUnread } from './codec/requester-unread.js'
import { roomIdTwicePrefixed } from './codec/room-id-twice-prefixed.js'
import { roomRequestsUnread } from './codec/room-requests-unread.js'
import { stringLatin1 } from './codec/string-latin1.js'
import { timesInSeconds } from './codec/times-in-seconds.js'
import { truncatedAccepted } from './codec/truncated-accepted.js'
import { unknownComponentRefused } from './codec/unknown-component-refused.js'
import { updatePrefixed } from './codec/update-prefixed.js'
import { uriTwicePrefixed } from './codec/uri-twice-prefixed.js'
import { consentByName } from './client/consent-by-name.js'
import { cancelAnyRoom } from './consent/cancel-any-room.js'
import { cancelRevokes } from './consent/cancel-revokes.js'
import { cancelUnmatched } from './consent/cancel-unmatched.js'
import { cancelUnsupported } from './consent/cancel-unsupported.js'
import { denialTold } from './consent/denial-told.js'
import { consentDictionaryOptional } from './consent/dictionary-optional.js'
import { emptyRoom } from './consent/empty-room.js'
import { consentForEveryone } from './key-material/consent-for-everyone.js'
import { forgedGrant } from './consent/forged-grant.js'
import { grantAltered } from './consent/grant-altered.js'
import { grantForAnyRoom } from './consent/grant-for-any-room.js'
import { grantForEveryone } from './consent/grant-for-everyone.js'
import { grantFromStock } from './consent/grant-from-stock.js'
import { grantNotApplied } from './consent/grant-not-applied.js'
import { consentIgnored } from './key-material/consent-ignored.js'
import { keyPackagesRequired } from './consent/key-packages-required.js'
import { oneWayOnly } from './consent/one-way-only.js'
import { requestsDecide } from './consent/requests-decide.js'
import { revokeNotApplied } from './consent/revoke-not-applied.js'
import { roomForgotten } from './consent/room-forgotten.js'
import { consentRoomIgnored } from './key-material/consent-room-ignored.js'
import { roomRefused } from './consent/room-refused.js'
import { sentWithoutDictionary } from './consent/sent-without-dictionary.js'
import { sidesSwapped } from './consent/sides-swapped.js'
import { consentThroughHub } from './consent/through-hub.js'
import { unknownUserRefused } from './consent/unknown-user-refused.js'
import { unsolicitedRefused } from './consent/unsolicited-refused.js'
import { credentialUnmatched } from './key-material/credential-unmatched.js'
import { dedupAcrossHubs } from './notify/dedup-across-hubs.js'
import { deletedAsIncompatible } from './key-material/deleted-as-incompatible.js'
import { directoryAsObjects } from './directory/members-as-objects.js'
import { directoryClearUrls } from './directory/http-urls.js'
import { directoryContentType } from './directory/content-type.js'
import { directoryElsewhere } from './directory/uncertified-host.js'
import { directoryGuessed } from './client/directory-guessed.js'
import { directoryNoPlaceholder } from './directory/no-placeholder.js'
import { directoryNotJson } from './directory/not-json.js'
import { directoryWithoutAbuse } from './directory/report-abuse-missing.js'
import { directoryWithoutKeys } from './directory/key-material-missing.js'
import { directoryWithoutNotify } from './directory/notify-missing.js'
import { directoryWithoutProxy } from './directory/proxy-download-missing.js'
import { duplicateProcessed } from './notify/duplicate-processed.js'
import { exhaustedAsIncompatible } from './key-material/exhausted-as-incompatible.js'
import { expiredClient } from './transport/expired-client.js'
import { fanoutAnyAnswerTaken } from './fanout/any-answer-taken.js'
import { fanoutCommitToNewcomers } from './fanout/commit-to-newcomers.js'
import { fanoutCommitsUnsent } from './fanout/commits-unsent.js'
import { fanoutDataDropped } from './fanout/data-dropped.js'
import { fanoutFirstProviderOnly } from './fanout/first-provider-only.js'
import { fanoutInactiveTold } from './fanout/inactive-told.js'
import { fanoutLocalCommitsUnsent } from './fanout/local-commits-unsent.js'
import { fanoutLocalHandshakesLate } from './fanout/local-handshakes-late.js'
import { fanoutLocalWelcomeUnsent } from './fanout/local-welcome-unsent.js'
import { fanoutMessagesUnsent } from './fanout/messages-unsent.js'
import { fanoutMoreProposalsReversed } from './fanout/more-proposals-reversed.js'
import { fanoutNeverForgets } from './fanout/never-forgets.js'
import { fanoutNewestFirst } from './fanout/newest-first.js'
import { fanoutNotRenewed } from './fanout/not-renewed.js'
import { fanoutNotRetried } from './fanout/not-retried.js'
import { fanoutOneProposalEach } from './fanout/one-proposal-each.js'
import { fanoutOneQueue } from './fanout/one-queue.js'
import { fanoutOwnProposalsUnsent } from './fanout/own-proposals-unsent.js'
import { fanoutProposalsUnsent } from './fanout/proposals-unsent.js'
import { fanoutReframed } from './fanout/reframed.js'
import { fanoutRemovedUntold } from './fanout/removed-untold.js'
import { fanoutRetryAfterIgnored } from './fanout/retry-after-ignored.js'
import { fanoutRetryDateIgnored } from './fanout/retry-date-ignored.js'
import { fanoutRetryStampedAnew } from './fanout/retry-stamped-anew.js'
import { fanoutRetryWithMore } from './fanout/retry-with-more.js'
import { fanoutRoomsMixed } from './fanout/rooms-mixed.js'
import { fanoutShortQueue } from './fanout/short-queue.js'
import { fanoutTimeGoesBack } from './fanout/time-goes-back.js'
import { fanoutTimeInSeconds } from './fanout/time-in-seconds.js'
import { fanoutWelcomeToMembers } from './fanout/welcome-to-members.js'
import { fanoutWelcomeTreeCut } from './fanout/welcome-tree-cut.js'
import { fanoutWelcomeTrimmed } from './fanout/welcome-trimmed.js'
import { fanoutWelcomeUnsent } from './fanout/welcome-unsent.js'
import { fanoutWithoutLists } from './fanout/without-lists.js'
import { firstClientOnly } from './key-material/first-client-only.js'
import { fixedPaths } from './client/fixed-paths.js'
import { foreignSides } from './consent/foreign-sides.js'
import { foundByPart } from './query/found-by-part.js'
import { frankingAgentEd25519 } from './franking/agent-ed25519.js'
import { frankingAgentNamesUser } from './franking/agent-names-user.js'
import { frankingAgentP256 } from './franking/agent-p256.js'
import { frankingAnyTag } from './franking/any-tag.js'
import { frankingConstant } from './franking/constant.js'
import { frankingMalformedTagFatal } from './franking/malformed-tag-fatal.js'
import { frankingNone } from './franking/none.js'
import { frankingNotDistributed } from './franking/not-distributed.js'
import { frankingOnlyItem } from './franking/only-item.js'
import { frankingOtherTag } from './franking/other-tag.js'
import { frankingPerFollower } from './franking/per-follower.js'
import { frankingSenderTold } from './franking/sender-told.js'
import { frankingSignedForProvider } from './franking/signed-for-provider.js'
import { frankingSignedInSeconds } from './franking/signed-in-seconds.js'
import { frankingSignedWithoutRoom } from './franking/signed-without-room.js'
import { frankingSuiteOfItsOwn } from './franking/suite-of-its-own.js'
import { frankingTagAlone } from './franking/tag-alone.js'
import { frankingUntaggedToo } from './franking/untagged-too.js'
import { frankingWithoutAgent } from './franking/without-agent.js'
import { fromCaseSensitive } from './transport/from-case-sensitive.js'
import { fromDisplayName } from './transport/from-display-name.js'
import { fromFirst } from './transport/from-first.js'
import { fromMailHost } from './client/from-domain.js'
import { fromMissing } from './client/from-missing.js'
import { fromOptional } from './transport/from-optional.js'
import { fromWithName } from './client/from-display-name.js'
import { grantedKeyPackagesUnrouted } from './consent/granted-key-packages-unrouted.js'
import { groupInfoAnswerWithheld } from './group-info/answer-withheld.js'
import { groupInfoAnyCode } from './group-info/any-code.js'
import { groupInfoBansIgnored } from './group-info/bans-ignored.js'
import { groupInfoClientRequired } from './group-info/client-required.js'
import { groupInfoCodeNeverExpires } from './group-info/code-never-expires.js'
import { groupInfoCodeOfAnyRoom } from './group-info/code-of-any-room.js'
import { groupInfoCodeRequired } from './group-info/code-required.js'
import { groupInfoCodeUsedAgain } from './group-info/code-used-again.js'
import { groupInfoExtensionsDropped } from './group-info/extensions-dropped.js'
import { groupInfoForEverybody } from './group-info/for-everybody.js'
import { groupInfoHubLabel } from './group-info/hub-label.js'
import { groupInfoHubSenderForeign } from './group-info/hub-sender-foreign.js'
import { groupInfoJoinsAnybody } from './group-info/joins-anybody.js'
import { groupInfoNoContext } from './group-info/no-context.js'
import { groupInfoOneSuite } from './group-info/one-suite.js'
import { groupInfoOtherLabel } from './group-info/other-label.js'
import { groupInfoParticipantsOnly } from './group-info/participants-only.js'
import { groupInfoPastEpochNotAllowed } from './group-info/past-epoch-not-allowed.js'
import { groupInfoPendingInSeconds } from './group-info/pending-in-seconds.js'
import { groupInfoPendingKept } from './group-info/pending-kept.js'
import { groupInfoPendingUntold } from './group-info/pending-untold.js'
import { groupInfoPreviousEpoch } from './group-info/previous-epoch.js'
import { groupInfoRefusalSigned } from './group-info/refusal-signed.js'
import { groupInfoRefused403 } from './group-info/refused-403.js'
import { groupInfoRefusedAsUnknown } from './group-info/refused-as-unknown.js'
import { groupInfoRequestResigned } from './group-info/request-resigned.js'
import { groupInfoRolesIgnored } from './group-info/roles-ignored.js'
import { groupInfoRoomIdShort } from './group-info/room-id-short.js'
import { groupInfoSignatureLost } from './group-info/signature-lost.js'
import { groupInfoSignatureUnverified } from './group-info/signature-unverified.js'
import { groupInfoSignerStray } from './group-info/signer-stray.js'
import { groupInfoTreeCut } from './group-info/tree-cut.js'
import { groupInfoTreeEmbedded } from './group-info/tree-embedded.js'
import { groupInfoTreeStrayLeaf } from './group-info/tree-stray-leaf.js'
import { groupInfoUnknownRoom404 } from './group-info/unknown-room-404.js'
import { groupInfoUnknownRoomFatal } from './group-info/unknown-room-fatal.js'
import { groupInfoWaitsForMembers } from './group-info/waits-for-members.js'
import { groupInfoWith201 } from './group-info/with-201.js'
import { hiddenFound } from './query/hidden-found.js'
import { hostIgnored } from './transport/host-ignored.js'
import { hostWithPortRefused } from './transport/host-with-port-refused.js'
import { hubBypassed } from './client/hub-bypassed.js'
import { incompatibleAsExhausted } from './key-material/incompatible-as-exhausted.js'
import { keysExpired } from './key-material/expired.js'
import { keysIncompatible } from './key-material/incompatible.js'
import { keysOnlineOnly } from './key-material/online-only.js'
import { keysPremature } from './key-material/premature.js'
import { keysReused } from './key-material/reused.js'
import { keysWith201 } from './key-material/answered-201.js'
import { lastResortKept } from './key-material/last-resort-kept.js'
import { lengthNotMinimal } from './codec/length-not-minimal.js'
import { lifetimeAtPublication } from './key-material/lifetime-at-publication.js'
import { mediaTypeRequired } from './transport/media-type-required.js'
import { noClientCertificate } from './transport/no-client-certificate.js'
import { noOwnCertificate } from './client/no-certificate.js'
import { notifyAnybodyAnything } from './notify/anybody-anything.js'
import { notifyBareMessage } from './notify/bare-message.js'
import { notifyCommitsDropped } from './notify/commits-dropped.js'
import { notifyCommitsRefused } from './notify/commits-refused.js'
import { notifyDedupByMessage } from './notify/dedup-by-message.js'
import { notifyDuplicateWith200 } from './notify/duplicate-answered-200.js'
import { notifyDuplicateRefused } from './notify/duplicate-refused.js'
import { notifyFirstEventOnly } from './notify/first-event-only.js'
import { notifyFrankRefused } from './notify/frank-refused.js'
import { notifyFrankRequired } from './notify/frank-required.js'
import { notifyKeyPackagesForgotten } from './notify/key-packages-forgotten.js'
import { notifyLastBodyOnly } from './notify/last-body-only.js'
import { notifyLengthOffByOne } from './notify/length-off-by-one.js'
import { notifyLongMessagesCut } from './notify/long-messages-cut.js'
import { notifyMessagesRefused } from './notify/messages-refused.js'
import { notifyMoreProposalsRefused } from './notify/more-proposals-refused.js'
import { notifyOldEventsDropped } from './notify/old-events-dropped.js'
import { notifyOneDevice } from './notify/one-device.js'
import { notifyOrderReversed } from './notify/order-reversed.js'
import { notifyOwnMessageRefused } from './notify/own-message-refused.js'
import { notifyOwnMessageTwice } from './notify/own-message-twice.js'
import { notifyOwnTimestamp } from './notify/own-timestamp.js'
import { notifyProposalsRefused } from './notify/proposals-refused.js'
import { notifyRefusedRemembered } from './notify/refused-remembered.js'
import { notifyReplaysRefused } from './notify/replays-refused.js'
import { notifyRoomsMixed } from './notify/rooms-mixed.js'
import { notifySeveralRefused } from './notify/several-refused.js'
import { notifyTimesAcrossRooms } from './notify/times-across-rooms.js'
import { notifyTreeDropped } from './notify/tree-dropped.js'
import { notifyUnknownKeyPackageAccepted } from './notify/unknown-key-package-accepted.js'
import { notifyUnknownRoomAccepted } from './notify/unknown-room-accepted.js'
import { notifyUnread } from './notify/unread.js'
import { notifyWith200 } from './notify/answered-200.js'
import { notifyWithBody } from './notify/with-body.js'
import { oldestOnly } from './key-material/oldest-only.js'
import { operationsMixed } from './consent/operations-mixed.js'
import { ownHostHeader } from './client/own-host.js'
import { ownHost } from './client/host-ignored.js'
import { ownStoreOnly } from './client/own-store-only.js'
import { partialAsSuccess } from './key-material/partial-as-success.js'
import { partialForNone } from './key-material/partial-for-none.js'
import { pathBareOnly } from './directory/bare-path-only.js'
import { pathIgnored } from './key-material/path-ignored.js'
import { pathServed } from './key-material/path-served.js'
import { policyActiveMaximumIgnored } from './policy/active-maximum-ignored.js'
import { policyActiveMinimumIgnored } from './policy/active-minimum-ignored.js'
import { policyAddTransitionsIgnored } from './policy/add-transitions-ignored.js'
import { policyAddsByAdminsOnly } from './policy/adds-by-admins-only.js'
import { policyAddsUnjudged } from './policy/adds-unjudged.js'
import { policyBannedAnsweredSuccess } from './policy/banned-answered-success.js'
import { policyBannedClientsStay } from './policy/banned-clients-stay.js'
import { policyBannedUsersCounted } from './policy/banned-users-counted.js'
import { policyBansForAll } from './policy/bans-for-all.js'
import { policyBansUnjudged } from './policy/bans-unjudged.js'
import { policyBasePolicyUnjudged } from './policy/base-policy-unjudged.js'
import { policyBeyondListIgnored } from './policy/beyond-list-ignored.js'
import { policyChangedTwice } from './policy/changed-twice.js'
import { policyClientsRequired } from './policy/clients-required.js'
import { policyCombinedUpdatesRefused } from './policy/combined-updates-refused.js'
import { policyCommitterJudged } from './policy/committer-judged.js'
import { policyDeafUsersTold } from './policy/deaf-users-told.js'
import { policyDependantsForgotten } from './policy/dependants-forgotten.js'
import { policyExternalCommitsTaken } from './policy/external-commits-taken.js'
import { policyExternalProposalsTaken } from './policy/external-proposals-taken.js'
import { policyFirstChangeOnly } from './policy/first-change-only.js'
import { policyFixedMembershipIgnored } from './policy/fixed-membership-ignored.js'
import { policyFixedRoomOpened } from './policy/fixed-room-opened.js'
import { policyFixedRoomTwice } from './policy/fixed-room-twice.js'
import { policyForbiddenProposalsTaken } from './policy/forbidden-proposals-taken.js'
import { policyHandshakeFormatsIgnored } from './policy/handshake-formats-ignored.js'
import { policyHistoryByAnybody } from './policy/history-by-anybody.js'
import { policyHubUploadsElsewhere } from './policy/hub-uploads-elsewhere.js'
import { policyJoinLinksUncounted } from './policy/join-links-uncounted.js'
import { policyJoinsInAnyRole } from './policy/joins-in-any-role.js'
import { policyKickedStayOut } from './policy/kicked-stay-out.js'
import { policyKicksUnjudged } from './policy/kicks-unjudged.js'
import { policyLeaversClientsForgotten } from './policy/leavers-clients-forgotten.js'
import { policyLeavingUnjudged } from './policy/leaving-unjudged.js'
import { policyLinkDetectionCompulsory } from './policy/link-detection-compulsory.js'
import { policyListedTwice } from './policy/listed-twice.js'
import { policyLocalBotInRole } from './policy/local-bot-in-role.js'
import { policyLoggingByNobody } from './policy/logging-by-nobody.js'
import { policyMalformedPoliciesDropped } from './policy/malformed-policies-dropped.js'
import { policyMaxClientsIgnored } from './policy/max-clients-ignored.js'
import { policyMaxUsersIgnored } from './policy/max-users-ignored.js'
import { policyMetadataByAnyRight } from './policy/metadata-by-any-right.js'
import { policyMetadataEmptyRefused } from './policy/metadata-empty-refused.js'
import { policyMetadataTwice } from './policy/metadata-twice.js'
import { policyMetadataUnjudged } from './policy/metadata-unjudged.js'
import { policyMetadataUnread } from './policy/metadata-unread.js'
import { policyMultiDeviceIgnored } from './policy/multi-device-ignored.js'
import { policyNewcomersUnjudged } from './policy/newcomers-unjudged.js'
import { policyOpenJoinAnywhere } from './policy/open-join-anywhere.js'
import { policyOthersClientsUnjudged } from './policy/others-clients-unjudged.js'
import { policyOwnAddsUnjudged } from './policy/own-adds-unjudged.js'
import { policyOwnRemovalsRefused } from './policy/own-removals-refused.js'
import { policyOwnRemovalsUnjudged } from './policy/own-removals-unjudged.js'
import { policyOwnRoleUnjudged } from './policy/own-role-unjudged.js'
import { policyParentIgnored } from './policy/parent-ignored.js'
import { policyParentUnchecked } from './policy/parent-unchecked.js'
import { policyParticipantsMaximumIgnored } from './policy/participants-maximum-ignored.js'
import { policyParticipantsMinimumIgnored } from './policy/participants-minimum-ignored.js'
import { policyPreauthorizationAnywhere } from './policy/preauthorization-anywhere.js'
import { policyPreauthorizationUnjudged } from './policy/preauthorization-unjudged.js'
import { policyPreviewProxyUnnamed } from './policy/preview-proxy-unnamed.js'
import { policyReinitUnjudged } from './policy/reinit-unjudged.js'
import { policyRemovalsUnjudged } from './policy/removals-unjudged.js'
import { policyRemoveTransitionsIgnored } from './policy/remove-transitions-ignored.js'
import { policyRemovedClientsStay } from './policy/removed-clients-stay.js'
import { policyRoleDefinitionsAnywhere } from './policy/role-definitions-anywhere.js'
import { policyRoleDefinitionsUnjudged } from './policy/role-definitions-unjudged.js'
import { policyRoleTransitionsIgnored } from './policy/role-transitions-ignored.js'
import { policyRoleZeroAssigned } from './policy/role-zero-assigned.js'
import { policyRolesForAll } from './policy/roles-for-all.js'
import { policyRolesUnjudged } from './policy/roles-unjudged.js'
import { policyUnbansForAll } from './policy/unbans-for-all.js'
import { policyUnbansUnjudged } from './policy/unbans-unjudged.js'
import { portIgnored } from './client/port-ignored.js'
import { protocolAsIncompatible } from './key-material/protocol-as-incompatible.js'
import { proxyAnyHost } from './proxy/any-host.js'
import { proxyAnyPeer } from './proxy/any-peer.js'
import { proxyAskedAtAssetHost } from './proxy/asked-at-asset-host.js'
import { proxyCut } from './proxy/cut.js'
import { proxyDecodedTwice } from './proxy/decoded-twice.js'
import { proxyEmptyAsMissing } from './proxy/empty-as-missing.js'
import { proxyErrorsAsSuccess } from './proxy/errors-as-success.js'
import { proxyFormDecoded } from './proxy/form-decoded.js'
import { proxyForwardedTold } from './proxy/forwarded-told.js'
import { proxyFromTold } from './proxy/from-told.js'
import { proxyHostAnywhere } from './proxy/host-anywhere.js'
import { proxyHostByPrefix } from './proxy/host-by-prefix.js'
import { proxyLatin1Escapes } from './proxy/latin1-escapes.js'
import { proxyLiteralsTrusted } from './proxy/literals-trusted.js'
import { proxyLocalFiles } from './proxy/local-files.js'
import { proxyPlaceholder } from './proxy/placeholder.js'
import { proxyQueryDropped } from './proxy/query-dropped.js'
import { proxyRecoded } from './proxy/recoded.js'
import { proxyRedirectsFollowed } from './proxy/redirects-followed.js'
import { proxyRepeatedNotModified } from './proxy/repeated-not-modified.js'
import { proxySchemeIgnored } from './proxy/scheme-ignored.js'
import { proxySlashesMerged } from './proxy/slashes-merged.js'
import { proxyUnavailable } from './proxy/unavailable.js'
import { proxyUnreachableAsEmpty } from './proxy/unreachable-as-empty.js'
import { pseudonymBanForgotten } from './pseudonym/ban-forgotten.js'
import { pseudonymBanNotLifted } from './pseudonym/ban-not-lifted.js'
import { pseudonymBanUnending } from './pseudonym/ban-unending.js'
import { pseudonymExposed } from './pseudonym/exposed.js'
import { pseudonymGroupInfoRefused } from './pseudonym/group-info-refused.js'
import { pseudonymHandedOverUnknown } from './pseudonym/handed-over-unknown.js'
import { pseudonymKickUntold } from './pseudonym/kick-untold.js'
import { pseudonymKnockAgain } from './pseudonym/knock-again.js'
import { pseudonymKnockClosed } from './pseudonym/knock-closed.js'
import { pseudonymKnockHeard } from './pseudonym/knock-heard.js'
import { pseudonymLinkForAnybody } from './pseudonym/link-for-anybody.js'
import { pseudonymLinkForParticipants } from './pseudonym/link-for-participants.js'
import { pseudonymMessagesRefused } from './pseudonym/messages-refused.js'
import { pseudonymRequestersRefused } from './pseudonym/requesters-refused.js'
import { pseudonymSilenceIgnored } from './pseudonym/silence-ignored.js'
import { pseudonymUpdatesRefused } from './pseudonym/updates-refused.js'
import { pseudonymWelcomeDropped } from './pseudonym/welcome-dropped.js'
import { alwaysSuccess } from './query/always-success.js'
import { queryWith201 } from './query/answered-201.js'
import { askedAtHome } from './query/asked-at-home.js'
import { queryAskersDomain } from './directory/askers-domain.js'
import { caseSensitiveNames } from './query/case-sensitive-names.js'
import { claimsUnreadable } from './query/claims-unreadable.js'
import { queryDictionaryOptional } from './query/dictionary-optional.js'
import { everythingVcard } from './query/everything-vcard.js'
import { foundOnce } from './query/found-once.js'
import { handleAsUri } from './query/handle-as-uri.js'
import { handleOnlyByName } from './query/handle-only-by-name.js'
import { handleOnlyHidden } from './query/handle-only-hidden.js'
import { nameFirst } from './query/name-first.js'
import { namesEverywhere } from './query/names-everywhere.js'
import { nickWithoutHandle } from './query/nick-without-handle.js'
import { noElementsEveryone } from './query/no-elements-everyone.js'
import { notFoundAs404 } from './query/not-found-as-404.js'
import { queryOtherDomain } from './client/query-other-domain.js'
import { policyByAnyElement } from './query/policy-by-any-element.js'
import { responseWithoutDictionary } from './query/response-without-dictionary.js'
import { unknownFieldSearched } from './query/unknown-field-searched.js'
import { wholeValueOnly } from './query/whole-value-only.js'
import { receivedWith200 } from './consent/answered-200.js'
import { refuseEverything } from './refuse-everything.js'
import { refusedWith404 } from './key-material/refused-404.js'
import { relativeUrls } from './directory/relative-urls.js'
import { relayAnsweredByHub } from './key-material/relay-answered-by-hub.js'
import { relayCapabilitiesDropped } from './key-material/relay-capabilities-dropped.js'
import { relayForgotten } from './key-material/relay-forgotten.js'
import { roomDropped } from './client/room-dropped.js'
import { roomHashed } from './client/room-hashed.js'
import { sanCaseSensitive } from './transport/certificate-case-sensitive.js'
import { signatureUnverified } from './key-material/signature-unverified.js'
import { slashInserted } from './client/slash-inserted.js'
import { submitAlwaysAccepted } from './submit/always-accepted.js'
import { submitAnyFormat } from './submit/any-format.js'
import { submitAnyGroup } from './submit/any-group.js'
import { submitAnyProviderSpeaks } from './submit/any-provider-speaks.js'
import { submitBannedSpeak } from './submit/banned-speak.js'
import { submitEarlyAccepted } from './submit/early-accepted.js'
import { submitEarlyTooOld } from './submit/early-too-old.js'
import { submitInactiveSpeak } from './submit/inactive-speak.js'
import { submitOldEpochTold } from './submit/old-epoch-told.js'
import { submitOldNotAllowed } from './submit/old-not-allowed.js'
import { submitRefusalWithTime } from './submit/refusal-with-time.js'
import { submitRefused403 } from './submit/refused-403.js'
import { submitRefusedBare403 } from './submit/refused-bare-403.js'
import { submitRefusedDistributed } from './submit/refused-distributed.js'
import { submitRelayAsProvider } from './submit/relay-as-provider.js'
import { submitRelayToldAccepted } from './submit/relay-told-accepted.js'
import { submitRoleIgnored } from './submit/role-ignored.js'
import { submitShortRefused } from './submit/short-refused.js'
import { submitStrangersSpeak } from './submit/strangers-speak.js'
import { submitTimeInSeconds } from './submit/time-in-seconds.js'
import { submitTimeOfAnswer } from './submit/time-of-answer.js'
import { submitToleranceIgnored } from './submit/tolerance-ignored.js'
import { submitUninvolvedSpeak } from './submit/uninvolved-speak.js'
import { submitWith201 } from './submit/with-201.js'
import { suitesDropped } from './client/suites-dropped.js'
import { takenLate } from './key-material/taken-late.js'
import { trailingBytesAccepted } from './codec/trailing-bytes-accepted.js'
import { unknownAsDeleted } from './key-material/unknown-as-deleted.js'
import { unknownMembersRefused } from './client/unknown-members.js'
import { unsuppliedUnlisted } from './key-material/unsupplied-unlisted.js'
import { untrustedClient } from './transport/untrusted-client.js'
import { updateAddWithoutParticipant } from './update/add-without-participant.js'
import { updateAddsUnjudged } from './update/adds-unjudged.js'
import { updateAnyProvider } from './update/any-provider.js'
import { updateClientsLeft } from './update/clients-left.js'
import { updateClientsWithParticipantOnly } from './update/clients-with-participant-only.js'
import { updateCommitsKept } from './update/commits-kept.js'
import { updateDescriptionMissing } from './update/description-missing.js'
import { updateEpochOneAhead } from './update/epoch-one-ahead.js'
import { updateEpochUntold } from './update/epoch-untold.js'
import { updateExpiredAdded } from './update/expired-added.js'
import { updateFirstProposalOnly } from './update/first-proposal-only.js'
import { updateGroupInfoUnchecked } from './update/group-info-unchecked.js'
import { updateGroupUnheeded } from './update/group-unheeded.js'
import { updateHubSenderDropped } from './update/hub-sender-dropped.js'
import { updateHubSenderNameless } from './update/hub-sender-nameless.js'
import { updateInvalidUnlisted } from './update/invalid-unlisted.js'
import { updateLateTaken } from './update/late-taken.js'
import { updateListByHub } from './update/list-by-hub.js'
import { updateListsUnheeded } from './update/lists-unheeded.js'
import { updateNoExternalCommits } from './update/no-external-commits.js'
import { updateNotAllowedAsInvalid } from './update/not-allowed-as-invalid.js'
import { updateOmissionsTaken } from './update/omissions-taken.js'
import { updateOutcomeUntold } from './update/outcome-untold.js'
import { updatePartialCut } from './update/partial-cut.js'
import { updatePartlyApplied } from './update/partly-applied.js'
import { updatePassedOnElsewhere } from './update/passed-on-elsewhere.js'
import { updatePathsUnheeded } from './update/paths-unheeded.js'
import { updateProposalsForgotten } from './update/proposals-forgotten.js'
import { updateProposalsUnvalidated } from './update/proposals-unvalidated.js'
import { updateRemovalDeferred } from './update/removal-deferred.js'
import { updateRemovedFed } from './update/removed-fed.js'
import { updateRemovedHeard } from './update/removed-heard.js'
import { updateRemovedUnheeded } from './update/removed-unheeded.js'
import { updateRepeatFatal } from './update/repeat-fatal.js'
import { updateRotationRefused } from './update/rotation-refused.js'
import { updateSendersUnheeded } from './update/senders-unheeded.js'
import { updateServersCommit } from './update/servers-commit.js'
import { updateServersStay } from './update/servers-stay.js'
import { updateSignaturesUnheeded } from './update/signatures-unheeded.js'
import { updateStrangersJoin } from './update/strangers-join.js'
import { updateTimeInSeconds } from './update/time-in-seconds.js'
import { updateTimesApart } from './update/times-apart.js'
import { updateTreeUnchecked } from './update/tree-unchecked.js'
import { updateUnknownRoomTaken } from './update/unknown-room-taken.js'
import { updateUnreadTaken } from './update/unread-taken.js'
import { updateWelcomeRequired } from './update/welcome-required.js'
import { updateWholeTreeRefused } from './update/whole-tree-refused.js'
import { updateWith201 } from './update/with-201.js'
import { userUnnamed } from './key-material/user-unnamed.js'
import { utf8Unchecked } from './codec/utf8-unchecked.js'
import { welcomeToFirstClient } from './key-material/welcome-to-first-client.js'
import { wrongFrom } from './client/from-local-part.js'

export const faults: readonly Fault[] = [
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
  architectureEverybodyTold,
  architectureHubForAll,
  architectureNewcomersDirect,
  architectureRoomByUpdate,
  architectureRoomElsewhere,
  architectureSenderUnnamed,
  architectureServerInTree,
  architectureStrangersJoin,
  anyServer,
  capabilitiesDropped,
  consentByName,
  directoryGuessed,
  fixedPaths,
  fromWithName,
  fromMailHost,
  wrongFrom,
  fromMissing,
  ownHost,
  hubBypassed,
  noOwnCertificate,
  ownHostHeader,
  ownStoreOnly,
  portIgnored,
  queryOtherDomain,
  roomDropped,
  roomHashed,
  slashInserted,
  suitesDropped,
  unknownMembersRefused,
  blankNodesRefused,
  clientAsUrn,
  dictionaryOrderUnchecked,
  dictionaryUnsorted,
  enumUnknownAccepted,
  fanoutPrefixed,
  fieldNameTwicePrefixed,
  frankWithLengths,
  handshakeOtherForm,
  hugeLengthReserved,
  keyPackageWrapped,
  lengthClipped,
  lengthNotMinimal,
  lengthNotMinimalAccepted,
  lengthReservedAccepted,
  malformedFatal,
  oddVectorAccepted,
  presenceOctetAccepted,
  protocolIgnored,
  protocolMissing,
  refusedWith200,
  requesterUnread,
  roomIdTwicePrefixed,
  roomRequestsUnread,
  stringLatin1,
  timesInSeconds,
  trailingBytesAccepted,
  truncatedAccepted,
  unknownComponentRefused,
  updatePrefixed,
  uriTwicePrefixed,
  utf8Unchecked,
  receivedWith200,
  cancelAnyRoom,
  cancelRevokes,
  cancelUnmatched,
  cancelUnsupported,
  denialTold,
  consentDictionaryOptional,
  emptyRoom,
  foreignSides,
  forgedGrant,
  grantAltered,
  grantForAnyRoom,
  grantForEveryone,
  grantFromStock,
  grantNotApplied,
  grantedKeyPackagesUnrouted,
  keyPackagesRequired,
  oneWayOnly,
  operationsMixed,
  requestsDecide,
  revokeNotApplied,
  roomForgotten,
  roomRefused,
  sentWithoutDictionary,
  sidesSwapped,
  consentThroughHub,
  unknownUserRefused,
  unsolicitedRefused,
  anyMethod,
  queryAskersDomain,
  pathBareOnly,
  directoryContentType,
  directoryClearUrls,
  directoryWithoutKeys,
  directoryAsObjects,
  directoryNoPlaceholder,
  directoryNotJson,
  directoryWithoutNotify,
  directoryWithoutProxy,
  relativeUrls,
  directoryWithoutAbuse,
  directoryElsewhere,
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
  frankingAgentEd25519,
  frankingAgentNamesUser,
  frankingAgentP256,
  frankingAnyTag,
  frankingConstant,
  frankingMalformedTagFatal,
  frankingNone,
  frankingNotDistributed,
  frankingOnlyItem,
  frankingOtherTag,
  frankingPerFollower,
  frankingSenderTold,
  frankingSignedForProvider,
  frankingSignedInSeconds,
  frankingSignedWithoutRoom,
  frankingSuiteOfItsOwn,
  frankingTagAlone,
  frankingUntaggedToo,
  frankingWithoutAgent,
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
  keysWith201,
  anySuiteForNone,
  bodyIgnored,
  capabilitiesTrimmed,
  clientsOfRefused,
  clientsSwapped,
  consentForEveryone,
  consentIgnored,
  consentRoomIgnored,
  credentialUnmatched,
  deletedAsIncompatible,
  exhaustedAsIncompatible,
  keysExpired,
  firstClientOnly,
  keysIncompatible,
  incompatibleAsExhausted,
  lastResortKept,
  lifetimeAtPublication,
  oldestOnly,
  keysOnlineOnly,
  partialAsSuccess,
  partialForNone,
  pathIgnored,
  pathServed,
  keysPremature,
  protocolAsIncompatible,
  refusedWith404,
  relayAnsweredByHub,
  relayCapabilitiesDropped,
  relayForgotten,
  keysReused,
  signatureUnverified,
  takenLate,
  unknownAsDeleted,
  unsuppliedUnlisted,
  userUnnamed,
  welcomeToFirstClient,
  notifyWith200,
  anyHub,
  notifyAnybodyAnything,
  notifyBareMessage,
  notifyCommitsDropped,
  notifyCommitsRefused,
  dedupAcrossHubs,
  notifyDedupByMessage,
  notifyDuplicateWith200,
  duplicateProcessed,
  notifyDuplicateRefused,
  notifyFirstEventOnly,
  notifyFrankRefused,
  notifyFrankRequired,
  notifyKeyPackagesForgotten,
  notifyLastBodyOnly,
  notifyLengthOffByOne,
  notifyLongMessagesCut,
  notifyMessagesRefused,
  notifyMoreProposalsRefused,
  notifyOldEventsDropped,
  notifyOneDevice,
  notifyOrderReversed,
  notifyOwnMessageRefused,
  notifyOwnMessageTwice,
  notifyOwnTimestamp,
  notifyProposalsRefused,
  notifyRefusedRemembered,
  notifyReplaysRefused,
  notifyRoomsMixed,
  notifySeveralRefused,
  notifyTimesAcrossRooms,
  notifyTreeDropped,
  notifyUnknownKeyPackageAccepted,
  notifyUnknownRoomAccepted,
  notifyUnread,
  notifyWithBody,
  policyActiveMaximumIgnored,
  policyActiveMinimumIgnored,
  policyAddTransitionsIgnored,
  policyAddsByAdminsOnly,
  policyAddsUnjudged,
  policyBannedAnsweredSuccess,
  policyBannedClientsStay,
  policyBannedUsersCounted,
  policyBansForAll,
  policyBansUnjudged,
  policyBasePolicyUnjudged,
  policyBeyondListIgnored,
  policyChangedTwice,
  policyClientsRequired,
  policyCombinedUpdatesRefused,
  policyCommitterJudged,
  policyDeafUsersTold,
  policyDependantsForgotten,
  policyExternalCommitsTaken,
  policyExternalProposalsTaken,
  policyFirstChangeOnly,
  policyFixedMembershipIgnored,
  policyFixedRoomOpened,
  policyFixedRoomTwice,
  policyForbiddenProposalsTaken,
  policyHandshakeFormatsIgnored,
  policyHistoryByAnybody,
  policyHubUploadsElsewhere,
  policyJoinLinksUncounted,
  policyJoinsInAnyRole,
  policyKickedStayOut,
  policyKicksUnjudged,
  policyLeaversClientsForgotten,
  policyLeavingUnjudged,
  policyLinkDetectionCompulsory,
  policyListedTwice,
  policyLocalBotInRole,
  policyLoggingByNobody,
  policyMalformedPoliciesDropped,
  policyMaxClientsIgnored,
  policyMaxUsersIgnored,
  policyMetadataByAnyRight,
  policyMetadataEmptyRefused,
  policyMetadataTwice,
  policyMetadataUnjudged,
  policyMetadataUnread,
  policyMultiDeviceIgnored,
  policyNewcomersUnjudged,
  policyOpenJoinAnywhere,
  policyOthersClientsUnjudged,
  policyOwnAddsUnjudged,
  policyOwnRemovalsRefused,
  policyOwnRemovalsUnjudged,
  policyOwnRoleUnjudged,
  policyParentIgnored,
  policyParentUnchecked,
  policyParticipantsMaximumIgnored,
  policyParticipantsMinimumIgnored,
  policyPreauthorizationAnywhere,
  policyPreauthorizationUnjudged,
  policyPreviewProxyUnnamed,
  policyReinitUnjudged,
  policyRemovalsUnjudged,
  policyRemoveTransitionsIgnored,
  policyRemovedClientsStay,
  policyRoleDefinitionsAnywhere,
  policyRoleDefinitionsUnjudged,
  policyRoleTransitionsIgnored,
  policyRoleZeroAssigned,
  policyRolesForAll,
  policyRolesUnjudged,
  policyUnbansForAll,
  policyUnbansUnjudged,
  proxyAnyHost,
  proxyAnyPeer,
  proxyAskedAtAssetHost,
  proxyCut,
  proxyDecodedTwice,
  proxyEmptyAsMissing,
  proxyErrorsAsSuccess,
  proxyFormDecoded,
  proxyForwardedTold,
  proxyFromTold,
  proxyHostAnywhere,
  proxyHostByPrefix,
  proxyLatin1Escapes,
  proxyLiteralsTrusted,
  proxyLocalFiles,
  proxyPlaceholder,
  proxyQueryDropped,
  proxyRecoded,
  proxyRedirectsFollowed,
  proxyRepeatedNotModified,
  proxySchemeIgnored,
  proxySlashesMerged,
  proxyUnavailable,
  proxyUnreachableAsEmpty,
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
  alwaysSuccess,
  queryWith201,
  anyElementMatches,
  askedAtHome,
  caseSensitiveNames,
  claimsUnreadable,
  queryDictionaryOptional,
  everythingVcard,
  foundByPart,
  foundOnce,
  handleAsUri,
  handleOnlyByName,
  handleOnlyHidden,
  hiddenFound,
  nameFirst,
  namesEverywhere,
  nickWithoutHandle,
  noElementsEveryone,
  notFoundAs404,
  policyByAnyElement,
  responseWithoutDictionary,
  unknownFieldSearched,
  wholeValueOnly,
  refuseEverything,
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
  anyMailbox,
  sanCaseSensitive,
  anyoneSpeaks,
  clearText,
  expiredClient,
  fromCaseSensitive,
  fromDisplayName,
  fromFirst,
  fromOptional,
  hostIgnored,
  hostWithPortRefused,
  mediaTypeRequired,
  noClientCertificate,
  untrustedClient,
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

export function findFault(id: string): Fault | undefined {
  return faults.find((fault) => fault.id === id)
}

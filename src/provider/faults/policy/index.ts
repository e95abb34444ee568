import type { Fault } from '../../fault.js'
import { policyActiveMaximumIgnored } from './active-maximum-ignored.js'
import { policyActiveMinimumIgnored } from './active-minimum-ignored.js'
import { policyAddTransitionsIgnored } from './add-transitions-ignored.js'
import { policyAddsByAdminsOnly } from './adds-by-admins-only.js'
import { policyAddsUnjudged } from './adds-unjudged.js'
import { policyBannedAnsweredSuccess } from './banned-answered-success.js'
import { policyBannedClientsStay } from './banned-clients-stay.js'
import { policyBannedUsersCounted } from './banned-users-counted.js'
import { policyBansForAll } from './bans-for-all.js'
import { policyBansUnjudged } from './bans-unjudged.js'
import { policyBasePolicyUnjudged } from './base-policy-unjudged.js'
import { policyBeyondListIgnored } from './beyond-list-ignored.js'
import { policyChangedTwice } from './changed-twice.js'
import { policyClientsRequired } from './clients-required.js'
import { policyCombinedUpdatesRefused } from './combined-updates-refused.js'
import { policyCommitterJudged } from './committer-judged.js'
import { policyDeafUsersTold } from './deaf-users-told.js'
import { policyDependantsForgotten } from './dependants-forgotten.js'
import { policyExternalCommitsTaken } from './external-commits-taken.js'
import { policyExternalProposalsTaken } from './external-proposals-taken.js'
import { policyFirstChangeOnly } from './first-change-only.js'
import { policyFixedMembershipIgnored } from './fixed-membership-ignored.js'
import { policyFixedRoomOpened } from './fixed-room-opened.js'
import { policyFixedRoomTwice } from './fixed-room-twice.js'
import { policyForbiddenProposalsTaken } from './forbidden-proposals-taken.js'
import { policyHandshakeFormatsIgnored } from './handshake-formats-ignored.js'
import { policyHistoryByAnybody } from './history-by-anybody.js'
import { policyHubUploadsElsewhere } from './hub-uploads-elsewhere.js'
import { policyJoinLinksUncounted } from './join-links-uncounted.js'
import { policyJoinsInAnyRole } from './joins-in-any-role.js'
import { policyKickedStayOut } from './kicked-stay-out.js'
import { policyKicksUnjudged } from './kicks-unjudged.js'
import { policyLeaversClientsForgotten } from './leavers-clients-forgotten.js'
import { policyLeavingUnjudged } from './leaving-unjudged.js'
import { policyLinkDetectionCompulsory } from './link-detection-compulsory.js'
import { policyListedTwice } from './listed-twice.js'
import { policyLocalBotInRole } from './local-bot-in-role.js'
import { policyLoggingByNobody } from './logging-by-nobody.js'
import { policyMalformedPoliciesDropped } from './malformed-policies-dropped.js'
import { policyMaxClientsIgnored } from './max-clients-ignored.js'
import { policyMaxUsersIgnored } from './max-users-ignored.js'
import { policyMetadataByAnyRight } from './metadata-by-any-right.js'
import { policyMetadataEmptyRefused } from './metadata-empty-refused.js'
import { policyMetadataTwice } from './metadata-twice.js'
import { policyMetadataUnjudged } from './metadata-unjudged.js'
import { policyMetadataUnread } from './metadata-unread.js'
import { policyMultiDeviceIgnored } from './multi-device-ignored.js'
import { policyNewcomersUnjudged } from './newcomers-unjudged.js'
import { policyOpenJoinAnywhere } from './open-join-anywhere.js'
import { policyOthersClientsUnjudged } from './others-clients-unjudged.js'
import { policyOwnAddsUnjudged } from './own-adds-unjudged.js'
import { policyOwnRemovalsRefused } from './own-removals-refused.js'
import { policyOwnRemovalsUnjudged } from './own-removals-unjudged.js'
import { policyOwnRoleUnjudged } from './own-role-unjudged.js'
import { policyParentIgnored } from './parent-ignored.js'
import { policyParentUnchecked } from './parent-unchecked.js'
import { policyParticipantsMaximumIgnored } from './participants-maximum-ignored.js'
import { policyParticipantsMinimumIgnored } from './participants-minimum-ignored.js'
import { policyPreauthorizationAnywhere } from './preauthorization-anywhere.js'
import { policyPreauthorizationUnjudged } from './preauthorization-unjudged.js'
import { policyPreviewProxyUnnamed } from './preview-proxy-unnamed.js'
import { policyReinitUnjudged } from './reinit-unjudged.js'
import { policyRemovalsUnjudged } from './removals-unjudged.js'
import { policyRemoveTransitionsIgnored } from './remove-transitions-ignored.js'
import { policyRemovedClientsStay } from './removed-clients-stay.js'
import { policyRoleDefinitionsAnywhere } from './role-definitions-anywhere.js'
import { policyRoleDefinitionsUnjudged } from './role-definitions-unjudged.js'
import { policyRoleTransitionsIgnored } from './role-transitions-ignored.js'
import { policyRoleZeroAssigned } from './role-zero-assigned.js'
import { policyRolesForAll } from './roles-for-all.js'
import { policyRolesUnjudged } from './roles-unjudged.js'
import { policyUnbansForAll } from './unbans-for-all.js'
import { policyUnbansUnjudged } from './unbans-unjudged.js'

export const policyFaults: readonly Fault[] = [
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
]

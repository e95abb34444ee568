/** Every structure by draft and name: what decode, encode, the testee, the vectors and the fuzzer can be asked for. */
import type { Codec } from '../codec/index.js'
import { byDraft, perDraft } from '../drafts/by-draft.js'
import type { Draft } from '../drafts/ids.js'
import type { Readings } from '../drafts/readings.js'
import { mlsMessages, mlsStructures } from '../mls/wire/index.js'
import { IdentifierUri } from './common.js'
import { ConsentEntry, ConsentScope } from './consent.js'
import { Frank, FrankAAD, FrankingAgentData, FrankingIntegrityTBS, ServerFrankingContext } from './franking.js'
import * as groupInfo from './group-info.js'
import * as identifierQuery from './identifier-query.js'
import * as keyMaterial from './key-material.js'
import { fanoutMessages } from './notify.js'
import * as operational from './operational-policy.js'
import * as participants from './participant-list.js'
import * as pseudonym from './pseudonym.js'
import { AbuseReport, AbusiveMessage } from './report-abuse.js'
import * as metadata from './room-metadata.js'
import { DomainName } from './room-policy-types.js'
import * as policy from './room-policy.js'
import * as roles from './room-roles.js'
import { SubmitMessageResponse, submitMessageRequests } from './submit-message.js'
import { GroupInfoOption, updateRequests, UpdateRoomResponse } from './update.js'

/** The declarations of one draft by name. */
export type Structures = Readonly<Record<string, Codec<unknown>>>

/** Null where a draft has no structure of that name. */
type Named = Readonly<Record<string, Codec<unknown> | null>>

const withoutMessages = (draft: Draft): Named => ({
  IdentifierUri,
  KeyMaterialRequest: keyMaterial.KeyMaterialRequest[draft],
  KeyMaterialRequestTBS: keyMaterial.KeyMaterialRequestTBS[draft],
  ClientKeyMaterial: keyMaterial.ClientKeyMaterial[draft],
  KeyMaterialResponse: keyMaterial.KeyMaterialResponse[draft],
  GroupInfoOption: GroupInfoOption[draft],
  UpdateRoomResponse: UpdateRoomResponse[draft],
  SubmitMessageResponse: SubmitMessageResponse[draft],
  Frank: Frank[draft],
  FrankAAD: FrankAAD[draft],
  FrankingAgentData: FrankingAgentData[draft],
  FrankingAgentUpdate: FrankingAgentData[draft],
  ServerFrankingContext: ServerFrankingContext[draft],
  FrankingIntegrityTBS: FrankingIntegrityTBS[draft],
  GroupInfoRequest: groupInfo.GroupInfoRequest[draft],
  GroupInfoRequestTBS: groupInfo.GroupInfoRequestTBS[draft],
  GroupInfoResponse: groupInfo.GroupInfoResponse[draft],
  GroupInfoResponseTBS: groupInfo.GroupInfoResponseTBS[draft],
  ConsentEntry: ConsentEntry[draft],
  ConsentScope: ConsentScope[draft],
  QueryElement: identifierQuery.QueryElement[draft],
  IdentifierRequest: identifierQuery.IdentifierRequest[draft],
  ProfileField: identifierQuery.ProfileField[draft],
  UserProfile: identifierQuery.UserProfile[draft],
  IdentifierResponse: identifierQuery.IdentifierResponse[draft],
  AbusiveMessage: AbusiveMessage[draft],
  AbuseReport: AbuseReport[draft],
})

/** What contains an MLSMessage, and so depends on whether the run has SemiPrivateMessages. */
function withMessages(draft: Draft, semiPrivateWireFormat: number | null): Named {
  const messages = mlsMessages(semiPrivateWireFormat)
  const { HandshakeBundle, UpdateRequest } = updateRequests(messages)
  const { FanoutMessage, NotifyBody } = fanoutMessages(messages)
  const { PendingProposal, GroupInfoRatchetTreeTBE } = groupInfo.pendingProposals(messages)
  return {
    MLSMessage: messages[draft],
    HandshakeBundle: HandshakeBundle[draft],
    UpdateRequest: UpdateRequest[draft],
    SubmitMessageRequest: submitMessageRequests(messages)[draft],
    FanoutMessage: FanoutMessage[draft],
    NotifyBody: NotifyBody[draft],
    PendingProposal: PendingProposal[draft],
    GroupInfoRatchetTreeTBE: GroupInfoRatchetTreeTBE[draft],
  }
}

/** Components and credentials of 06; room-policy-03 names the same layout for its data and its update. */
const components: Structures = {
  UserRolePair: participants.UserRolePair,
  ParticipantListData: participants.ParticipantListData,
  UserindexRolePair: participants.UserindexRolePair,
  ParticipantListUpdate: participants.ParticipantListUpdate,
  Uri: metadata.Uri,
  UTF8String: metadata.UTF8String,
  RichDescription: metadata.RichDescription,
  RoomMetaData: metadata.RoomMetaData,
  RoomMetaUpdate: metadata.RoomMetaData,
  PseudonymousCredential: pseudonym.PseudonymousCredential,
  PseudonymousCredentialTBS: pseudonym.PseudonymousCredentialTBS,
  IdentityLinkTBE: pseudonym.IdentityLinkTBE,
  SingleSourceRoleChangeTargets: roles.SingleSourceRoleChangeTargets,
  Role: roles.Role,
  RoleData: roles.RoleData,
  RoleUpdate: roles.RoleData,
  ClaimId: roles.ClaimId,
  Claim: roles.Claim,
  PreAuthRoleEntry: roles.PreAuthRoleEntry,
  PreAuthData: roles.PreAuthData,
  PreAuthUpdate: roles.PreAuthData,
  DomainName,
  BaseRoomPolicy: policy.BaseRoomPolicy,
  BaseRoomData: policy.BaseRoomPolicy,
  BaseRoomUpdate: policy.BaseRoomPolicy,
  StatusNotificationPolicy: policy.StatusNotificationPolicy,
  StatusNotificationPolicyData: policy.StatusNotificationPolicy,
  StatusNotificationPolicyUpdate: policy.StatusNotificationPolicy,
  JoinLinkPolicy: policy.JoinLinkPolicy,
  JoinLinkPolicyData: policy.JoinLinkPolicy,
  JoinLinkPolicyUpdate: policy.JoinLinkPolicy,
  JoinLink: policy.JoinLink,
  JoinLinksData: policy.JoinLinksData,
  JoinLinksUpdate: policy.JoinLinksUpdate,
  LinkPreviewPolicy: policy.LinkPreviewPolicy,
  LinkPreviewPolicyData: policy.LinkPreviewPolicy,
  LinkPreviewPolicyUpdate: policy.LinkPreviewPolicy,
  ProviderAssetUploadDomains: policy.ProviderAssetUploadDomains,
  DownloadPrivacy: policy.DownloadPrivacy,
  AssetPolicy: policy.AssetPolicy,
  AssetPolicyData: policy.AssetPolicy,
  AssetPolicyUpdate: policy.AssetPolicy,
  LoggingPolicy: policy.LoggingPolicy,
  LoggingPolicyData: policy.LoggingPolicy,
  LoggingPolicyUpdate: policy.LoggingPolicy,
  HistoryPolicy: policy.HistoryPolicy,
  HistoryPolicyData: policy.HistoryPolicy,
  HistoryPolicyUpdate: policy.HistoryPolicy,
  Bot: policy.Bot,
  BotPolicy: policy.BotPolicy,
  BotPolicyData: policy.BotPolicy,
  BotPolicyUpdate: policy.BotPolicy,
  MessageExpiration: policy.MessageExpiration,
  MessageExpirationData: policy.MessageExpiration,
  MessageExpirationUpdate: policy.MessageExpiration,
  ExtendedCapabilities: operational.ExtendedCapabilities,
  PendingProposalPolicy: operational.PendingProposalPolicy,
  MinDefaultMaxTime: operational.MinDefaultMaxTime,
  AppMessagePolicy: operational.AppMessagePolicy,
  OperationalParameters: operational.OperationalParameters,
  OperationalParametersData: operational.OperationalParameters,
  OperationalParametersUpdate: operational.OperationalParameters,
}

const onlyIn = byDraft<Structures, Structures, Structures>({ '01': {}, '02ed': {}, '06': components })

function assemble(draft: Draft, semiPrivateWireFormat: number | null): Structures {
  const own = { ...withMessages(draft, semiPrivateWireFormat), ...withoutMessages(draft) }
  return { ...mlsStructures[draft], ...present(own), ...onlyIn[draft] }
}

function present(named: Named): Structures {
  return Object.fromEntries(
    Object.entries(named).flatMap(([name, codec]): [string, Codec<unknown>][] => (codec ? [[name, codec]] : [])),
  )
}

const withoutSemiPrivate = perDraft((draft) => assemble(draft, null))

/**
 * Every structure of a draft by its name, MLS and extension structures included.
 * @param readings a SemiPrivateMessage is read inside an MLSMessage only where its wire format is configured
 */
export function structures(draft: Draft, readings?: Pick<Readings, 'semiPrivateWireFormat'>): Structures {
  const wireFormat = readings?.semiPrivateWireFormat ?? null
  return wireFormat === null ? withoutSemiPrivate[draft] : assemble(draft, wireFormat)
}

import type { Check } from '../src/check/define.js'
import abuseReport from './abuse/report.check.js'
import abuseSent from './abuse/sent.check.js'
import abuseUnknownRoom from './abuse/unknown-room.check.js'
import architectureFollowers from './architecture/followers.check.js'
import architectureHub from './architecture/hub.check.js'
import architectureMembers from './architecture/members.check.js'
import architecturePrepared from './architecture/prepared.check.js'
import architectureStory from './architecture/story.check.js'
import codecDictionaries from './codec/dictionaries.check.js'
import codecDiscriminator from './codec/discriminator.check.js'
import codecEmitted from './codec/emitted.check.js'
import codecFanout from './codec/fanout.check.js'
import codecHugeLength from './codec/huge-length.check.js'
import codecIdentifiers from './codec/identifiers.check.js'
import codecKeyPackageBare from './codec/key-package-bare.check.js'
import codecMalformed from './codec/malformed.check.js'
import codecRoomBodies from './codec/room-bodies.check.js'
import codecRoomId from './codec/room-id.check.js'
import codecStrings from './codec/strings.check.js'
import consentCancel from './consent/cancel.check.js'
import consentClient from './consent/client.check.js'
import consentEndpoints from './consent/endpoints.check.js'
import consentForged from './consent/forged.check.js'
import consentForms from './consent/forms.check.js'
import consentGrant from './consent/grant.check.js'
import consentGrantedKeyPackages from './consent/granted-key-packages.check.js'
import consentRequest from './consent/request.check.js'
import consentRevoke from './consent/revoke.check.js'
import consentUpdate from './consent/update.check.js'
import directoryAnonymous from './directory/anonymous.check.js'
import directoryConsentPlaceholder from './directory/consent-placeholder.check.js'
import directoryFollowed from './directory/followed.check.js'
import directoryMembers from './directory/members.check.js'
import directoryMethods from './directory/methods.check.js'
import directoryPresent from './directory/present.check.js'
import directoryQuery from './directory/query.check.js'
import directoryRooms from './directory/rooms.check.js'
import directoryUrls from './directory/urls.check.js'
import directoryUserInPath from './directory/user-in-path.check.js'
import frankingAgent from './franking/agent.check.js'
import frankingFrank from './franking/frank.check.js'
import frankingTagged from './franking/tagged.check.js'
import groupInfoAnswered from './group-info/answered.check.js'
import groupInfoCode from './group-info/code.check.js'
import groupInfoHub from './group-info/hub.check.js'
import groupInfoJoining from './group-info/joining.check.js'
import groupInfoRefused from './group-info/refused.check.js'
import groupInfoSealed from './group-info/sealed.check.js'
import groupInfoSent from './group-info/sent.check.js'
import groupInfoServed from './group-info/served.check.js'
import groupInfoSignature from './group-info/signature.check.js'
import groupInfoSuite from './group-info/suite.check.js'
import groupInfoUnknownRoom from './group-info/unknown-room.check.js'
import keyMaterialAllClients from './key-material/all-clients.check.js'
import keyMaterialAnswered from './key-material/answered.check.js'
import keyMaterialConcurrent from './key-material/concurrent.check.js'
import keyMaterialConsent from './key-material/consent.check.js'
import keyMaterialDeletedUser from './key-material/deleted-user.check.js'
import keyMaterialEcho from './key-material/echo.check.js'
import keyMaterialEmptySuites from './key-material/empty-suites.check.js'
import keyMaterialExhausted from './key-material/exhausted.check.js'
import keyMaterialExistence from './key-material/existence.check.js'
import keyMaterialIncompatible from './key-material/incompatible.check.js'
import keyMaterialLifetime from './key-material/lifetime.check.js'
import keyMaterialOwnUser from './key-material/own-user.check.js'
import keyMaterialPathBody from './key-material/path-body.check.js'
import keyMaterialProtocol from './key-material/protocol.check.js'
import keyMaterialRefusalClients from './key-material/refusal-clients.check.js'
import keyMaterialRelayed from './key-material/relayed.check.js'
import keyMaterialSent from './key-material/sent.check.js'
import keyMaterialSignature from './key-material/signature.check.js'
import keyMaterialSingleUse from './key-material/single-use.check.js'
import keyMaterialStatus from './key-material/status.check.js'
import keyMaterialUnknownUser from './key-material/unknown-user.check.js'
import keyMaterialValid from './key-material/valid.check.js'
import keyMaterialWelcome from './key-material/welcome.check.js'
import notifyAccepted from './notify/accepted.check.js'
import notifyDelivered from './notify/delivered.check.js'
import notifyDistinct from './notify/distinct.check.js'
import notifyDuplicate from './notify/duplicate.check.js'
import notifyEmptyResponse from './notify/empty-response.check.js'
import notifyFanoutEvents from './notify/fanout-events.check.js'
import notifyFanoutKinds from './notify/fanout-kinds.check.js'
import notifyFanoutOrder from './notify/fanout-order.check.js'
import notifyFanoutReceivers from './notify/fanout-receivers.check.js'
import notifyHubInbox from './notify/hub-inbox.check.js'
import notifyHubRetry from './notify/hub-retry.check.js'
import notifyLengths from './notify/lengths.check.js'
import notifyOwnMessage from './notify/own-message.check.js'
import notifyRefused from './notify/refused.check.js'
import notifySeveral from './notify/several.check.js'
import notifyUnkind from './notify/unkind.check.js'
import notifyWrongHub from './notify/wrong-hub.check.js'
import policyComponents from './policy/components.check.js'
import policyFixedMembership from './policy/fixed-membership.check.js'
import policyJoining from './policy/joining.check.js'
import policyLeaving from './policy/leaving.check.js'
import policyList from './policy/list.check.js'
import policyMessages from './policy/messages.check.js'
import policyMetadata from './policy/metadata.check.js'
import policyNumbers from './policy/numbers.check.js'
import policyOperational from './policy/operational.check.js'
import policyOutsiders from './policy/outsiders.check.js'
import policyPreauthorized from './policy/preauthorized.check.js'
import policyRights from './policy/rights.check.js'
import policyRoles from './policy/roles.check.js'
import proxyContent from './proxy/content.check.js'
import proxyDownload from './proxy/download.check.js'
import proxyFailed from './proxy/failed.check.js'
import proxyForms from './proxy/forms.check.js'
import proxyOpen from './proxy/open.check.js'
import proxyPrivate from './proxy/private.check.js'
import proxyRedirect from './proxy/redirect.check.js'
import proxyRepeated from './proxy/repeated.check.js'
import proxySchemes from './proxy/schemes.check.js'
import proxySent from './proxy/sent.check.js'
import proxyUrl from './proxy/url.check.js'
import pseudonymConnection from './pseudonym/connection.check.js'
import pseudonymHub from './pseudonym/hub.check.js'
import pseudonymJoinLink from './pseudonym/join-link.check.js'
import pseudonymKnock from './pseudonym/knock.check.js'
import pseudonymParticipant from './pseudonym/participant.check.js'
import queryAnswered from './query/answered.check.js'
import queryElements from './query/elements.check.js'
import queryExact from './query/exact.check.js'
import queryForms from './query/forms.check.js'
import queryPolicy from './query/policy.check.js'
import querySent from './query/sent.check.js'
import submitAccepted from './submit/accepted.check.js'
import submitEpoch from './submit/epoch.check.js'
import submitKinds from './submit/kinds.check.js'
import submitRelayed from './submit/relayed.check.js'
import submitSender from './submit/sender.check.js'
import transportClearText from './transport/clear-text.check.js'
import transportClientCertificate from './transport/client-certificate.check.js'
import transportClient from './transport/client.check.js'
import transportFrom from './transport/from.check.js'
import transportHost from './transport/host.check.js'
import transportMediaType from './transport/media-type.check.js'
import transportNoCertificate from './transport/no-certificate.check.js'
import transportRefusesServer from './transport/refuses-server.check.js'
import transportServerCertificate from './transport/server-certificate.check.js'
import updateAccepted from './update/accepted.check.js'
import updateAuthorized from './update/authorized.check.js'
import updateDescribed from './update/described.check.js'
import updateEpoch from './update/epoch.check.js'
import updatePassedOn from './update/passed-on.check.js'
import updateProposals from './update/proposals.check.js'
import updateRefused from './update/refused.check.js'
import updateRemoved from './update/removed.check.js'
import updateRoomState from './update/room-state.check.js'
import updateServers from './update/servers.check.js'
import updateUnreadable from './update/unreadable.check.js'
import updateWelcome from './update/welcome.check.js'

/** Every check, by area and in the order of the catalogue. A file exports one check or a tight family. */
export const checks: readonly Check[] = [
  directoryPresent,
  directoryAnonymous,
  directoryMembers,
  directoryUrls,
  directoryConsentPlaceholder,
  directoryUserInPath,
  directoryMethods,
  directoryQuery,
  directoryFollowed,
  directoryRooms,
  transportClearText,
  transportHost,
  transportFrom,
  transportNoCertificate,
  transportClientCertificate,
  transportServerCertificate,
  transportMediaType,
  transportClient,
  transportRefusesServer,
  codecMalformed,
  codecHugeLength,
  codecEmitted,
  codecDiscriminator,
  codecIdentifiers,
  codecStrings,
  codecRoomId,
  codecRoomBodies,
  codecDictionaries,
  codecFanout,
  codecKeyPackageBare,
  keyMaterialAnswered,
  keyMaterialStatus,
  keyMaterialEcho,
  keyMaterialEmptySuites,
  keyMaterialPathBody,
  keyMaterialAllClients,
  keyMaterialExhausted,
  keyMaterialIncompatible,
  keyMaterialRefusalClients,
  keyMaterialSingleUse,
  keyMaterialConcurrent,
  keyMaterialLifetime,
  keyMaterialValid,
  keyMaterialProtocol,
  keyMaterialUnknownUser,
  keyMaterialConsent,
  keyMaterialExistence,
  keyMaterialDeletedUser,
  keyMaterialWelcome,
  keyMaterialSignature,
  keyMaterialSent,
  keyMaterialOwnUser,
  keyMaterialRelayed,
  notifySeveral,
  notifyUnkind,
  updateAccepted,
  updateAuthorized,
  updateDescribed,
  updateEpoch,
  updatePassedOn,
  updateProposals,
  updateRefused,
  updateRemoved,
  updateRoomState,
  updateServers,
  updateUnreadable,
  updateWelcome,
  notifyDelivered,
  notifyOwnMessage,
  notifyEmptyResponse,
  notifyAccepted,
  notifyLengths,
  notifyRefused,
  notifyWrongHub,
  notifyDuplicate,
  notifyDistinct,
  notifyFanoutKinds,
  notifyFanoutReceivers,
  notifyFanoutOrder,
  notifyFanoutEvents,
  notifyHubRetry,
  notifyHubInbox,
  submitAccepted,
  submitKinds,
  submitRelayed,
  submitSender,
  submitEpoch,
  frankingTagged,
  frankingFrank,
  frankingAgent,
  groupInfoAnswered,
  groupInfoSignature,
  groupInfoSuite,
  groupInfoCode,
  groupInfoRefused,
  groupInfoUnknownRoom,
  groupInfoServed,
  groupInfoHub,
  groupInfoJoining,
  groupInfoSealed,
  groupInfoSent,
  abuseReport,
  abuseUnknownRoom,
  abuseSent,
  consentRequest,
  consentCancel,
  consentUpdate,
  consentEndpoints,
  consentForms,
  consentForged,
  consentGrant,
  consentGrantedKeyPackages,
  consentRevoke,
  consentClient,
  queryAnswered,
  querySent,
  queryPolicy,
  queryForms,
  queryElements,
  queryExact,
  policyRights,
  policyOutsiders,
  policyList,
  policyNumbers,
  policyRoles,
  policyLeaving,
  policyJoining,
  policyMetadata,
  policyMessages,
  policyComponents,
  policyFixedMembership,
  policyPreauthorized,
  policyOperational,
  proxyDownload,
  proxyOpen,
  proxyForms,
  proxyContent,
  proxyFailed,
  proxyPrivate,
  proxyRepeated,
  proxyUrl,
  proxyRedirect,
  proxySchemes,
  proxySent,
  architectureFollowers,
  architectureHub,
  architectureMembers,
  architecturePrepared,
  architectureStory,
  pseudonymConnection,
  pseudonymHub,
  pseudonymJoinLink,
  pseudonymKnock,
  pseudonymParticipant,
].flat()

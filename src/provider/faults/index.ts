/** Every deviation that the reference provider can be started with, in order of their ids: one import, one line each. */
import type { Fault } from '../fault.js'
import { anyElementMatches } from './any-element-matches.js'
import { anyHub } from './any-hub.js'
import { anyMailbox } from './any-mailbox.js'
import { anyMethod } from './any-method.js'
import { anyServer } from './any-server.js'
import { anySuiteForNone } from './any-suite-for-none.js'
import { anyoneSpeaks } from './anyone-speaks.js'
import { capabilitiesDropped } from './capabilities-dropped.js'
import { capabilitiesTrimmed } from './capabilities-trimmed.js'
import { clientsOfRefused } from './clients-of-refused.js'
import { clientsSwapped } from './clients-swapped.js'
import { consentForEveryone } from './consent-for-everyone.js'
import { consentIgnored } from './consent-ignored.js'
import { consentRoomIgnored } from './consent-room-ignored.js'
import { credentialUnmatched } from './credential-unmatched.js'
import { dedupAcrossHubs } from './dedup-across-hubs.js'
import { deletedAsIncompatible } from './deleted-as-incompatible.js'
import { directoryWithoutKeys } from './directory-without-keys.js'
import { duplicateProcessed } from './duplicate-processed.js'
import { exhaustedAsIncompatible } from './exhausted-as-incompatible.js'
import { firstClientOnly } from './first-client-only.js'
import { foreignSides } from './foreign-sides.js'
import { foundByPart } from './found-by-part.js'
import { fromMissing } from './from-missing.js'
import { hiddenFound } from './hidden-found.js'
import { hostIgnored } from './host-ignored.js'
import { hostWithPortRefused } from './host-with-port-refused.js'
import { hubBypassed } from './hub-bypassed.js'
import { incompatibleAsExhausted } from './incompatible-as-exhausted.js'
import { keysExpired } from './keys-expired.js'
import { keysIncompatible } from './keys-incompatible.js'
import { keysOnlineOnly } from './keys-online-only.js'
import { keysPremature } from './keys-premature.js'
import { keysReused } from './keys-reused.js'
import { keysWith201 } from './keys-with-201.js'
import { lastResortKept } from './last-resort-kept.js'
import { lengthNotMinimal } from './length-not-minimal.js'
import { lifetimeAtPublication } from './lifetime-at-publication.js'
import { noClientCertificate } from './no-client-certificate.js'
import { noOwnCertificate } from './no-own-certificate.js'
import { notifyWith200 } from './notify-with-200.js'
import { oldestOnly } from './oldest-only.js'
import { operationsMixed } from './operations-mixed.js'
import { ownStoreOnly } from './own-store-only.js'
import { partialAsSuccess } from './partial-as-success.js'
import { partialForNone } from './partial-for-none.js'
import { pathIgnored } from './path-ignored.js'
import { pathServed } from './path-served.js'
import { protocolAsIncompatible } from './protocol-as-incompatible.js'
import { receivedWith200 } from './received-with-200.js'
import { refuseEverything } from './refuse-everything.js'
import { refusedWith404 } from './refused-with-404.js'
import { relativeUrls } from './relative-urls.js'
import { roomDropped } from './room-dropped.js'
import { signatureUnverified } from './signature-unverified.js'
import { slashInserted } from './slash-inserted.js'
import { suitesDropped } from './suites-dropped.js'
import { takenLate } from './taken-late.js'
import { trailingBytesAccepted } from './trailing-bytes-accepted.js'
import { unknownAsDeleted } from './unknown-as-deleted.js'
import { unknownMembersRefused } from './unknown-members-refused.js'
import { unsuppliedUnlisted } from './unsupplied-unlisted.js'
import { untrustedClient } from './untrusted-client.js'
import { userUnnamed } from './user-unnamed.js'
import { utf8Unchecked } from './utf8-unchecked.js'
import { welcomeToFirstClient } from './welcome-to-first-client.js'
import { wrongFrom } from './wrong-from.js'

export const faults: readonly Fault[] = [
  anyServer,
  capabilitiesDropped,
  wrongFrom,
  fromMissing,
  hubBypassed,
  noOwnCertificate,
  ownStoreOnly,
  roomDropped,
  slashInserted,
  suitesDropped,
  unknownMembersRefused,
  lengthNotMinimal,
  trailingBytesAccepted,
  utf8Unchecked,
  receivedWith200,
  foreignSides,
  operationsMixed,
  anyMethod,
  directoryWithoutKeys,
  relativeUrls,
  keysWith201,
  anySuiteForNone,
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
  keysReused,
  signatureUnverified,
  takenLate,
  unknownAsDeleted,
  unsuppliedUnlisted,
  userUnnamed,
  welcomeToFirstClient,
  notifyWith200,
  anyHub,
  dedupAcrossHubs,
  duplicateProcessed,
  anyElementMatches,
  foundByPart,
  hiddenFound,
  refuseEverything,
  anyMailbox,
  anyoneSpeaks,
  hostIgnored,
  hostWithPortRefused,
  noClientCertificate,
  untrustedClient,
]

export function findFault(id: string): Fault | undefined {
  return faults.find((fault) => fault.id === id)
}

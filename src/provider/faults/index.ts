/** Every deviation that the reference provider can be started with, in order of their ids: one import, one line each. */
import type { Fault } from '../fault.js'
import { anyElementMatches } from './any-element-matches.js'
import { anyHub } from './any-hub.js'
import { anyMailbox } from './any-mailbox.js'
import { anyMethod } from './any-method.js'
import { anyServer } from './any-server.js'
import { anyoneSpeaks } from './anyone-speaks.js'
import { consentIgnored } from './consent-ignored.js'
import { consentRoomIgnored } from './consent-room-ignored.js'
import { dedupAcrossHubs } from './dedup-across-hubs.js'
import { directoryWithoutKeys } from './directory-without-keys.js'
import { duplicateProcessed } from './duplicate-processed.js'
import { foreignSides } from './foreign-sides.js'
import { foundByPart } from './found-by-part.js'
import { fromMissing } from './from-missing.js'
import { hiddenFound } from './hidden-found.js'
import { hostIgnored } from './host-ignored.js'
import { hostWithPortRefused } from './host-with-port-refused.js'
import { hubBypassed } from './hub-bypassed.js'
import { keysExpired } from './keys-expired.js'
import { keysIncompatible } from './keys-incompatible.js'
import { keysReused } from './keys-reused.js'
import { lengthNotMinimal } from './length-not-minimal.js'
import { noClientCertificate } from './no-client-certificate.js'
import { noOwnCertificate } from './no-own-certificate.js'
import { notifyWith200 } from './notify-with-200.js'
import { operationsMixed } from './operations-mixed.js'
import { partialForNone } from './partial-for-none.js'
import { pathIgnored } from './path-ignored.js'
import { receivedWith200 } from './received-with-200.js'
import { refuseEverything } from './refuse-everything.js'
import { relativeUrls } from './relative-urls.js'
import { signatureUnverified } from './signature-unverified.js'
import { slashInserted } from './slash-inserted.js'
import { trailingBytesAccepted } from './trailing-bytes-accepted.js'
import { unknownMembersRefused } from './unknown-members-refused.js'
import { untrustedClient } from './untrusted-client.js'
import { utf8Unchecked } from './utf8-unchecked.js'
import { wrongFrom } from './wrong-from.js'

export const faults: readonly Fault[] = [
  anyServer,
  wrongFrom,
  fromMissing,
  hubBypassed,
  noOwnCertificate,
  slashInserted,
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
  consentIgnored,
  consentRoomIgnored,
  keysExpired,
  keysIncompatible,
  partialForNone,
  pathIgnored,
  keysReused,
  signatureUnverified,
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

import type { Fault } from '../../fault.js'
import { keysWith201 } from './answered-201.js'
import { anySuiteForNone } from './any-suite-for-none.js'
import { bodyIgnored } from './body-ignored.js'
import { capabilitiesTrimmed } from './capabilities-trimmed.js'
import { clientsOfRefused } from './clients-of-refused.js'
import { clientsSwapped } from './clients-swapped.js'
import { consentForEveryone } from './consent-for-everyone.js'
import { consentIgnored } from './consent-ignored.js'
import { consentRoomIgnored } from './consent-room-ignored.js'
import { credentialUnmatched } from './credential-unmatched.js'
import { deletedAsIncompatible } from './deleted-as-incompatible.js'
import { exhaustedAsIncompatible } from './exhausted-as-incompatible.js'
import { keysExpired } from './expired.js'
import { firstClientOnly } from './first-client-only.js'
import { incompatibleAsExhausted } from './incompatible-as-exhausted.js'
import { keysIncompatible } from './incompatible.js'
import { lastResortKept } from './last-resort-kept.js'
import { lifetimeAtPublication } from './lifetime-at-publication.js'
import { oldestOnly } from './oldest-only.js'
import { keysOnlineOnly } from './online-only.js'
import { partialAsSuccess } from './partial-as-success.js'
import { partialForNone } from './partial-for-none.js'
import { pathIgnored } from './path-ignored.js'
import { pathServed } from './path-served.js'
import { keysPremature } from './premature.js'
import { protocolAsIncompatible } from './protocol-as-incompatible.js'
import { refusedWith404 } from './refused-404.js'
import { relayAnsweredByHub } from './relay-answered-by-hub.js'
import { relayCapabilitiesDropped } from './relay-capabilities-dropped.js'
import { relayForgotten } from './relay-forgotten.js'
import { keysReused } from './reused.js'
import { signatureUnverified } from './signature-unverified.js'
import { takenLate } from './taken-late.js'
import { unknownAsDeleted } from './unknown-as-deleted.js'
import { unsuppliedUnlisted } from './unsupplied-unlisted.js'
import { userUnnamed } from './user-unnamed.js'
import { welcomeToFirstClient } from './welcome-to-first-client.js'

export const keyMaterialFaults: readonly Fault[] = [
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
]

import type { Fault } from '../../fault.js'
import { anyServer } from './any-server.js'
import { capabilitiesDropped } from './capabilities-dropped.js'
import { consentByName } from './consent-by-name.js'
import { directoryGuessed } from './directory-guessed.js'
import { fixedPaths } from './fixed-paths.js'
import { fromWithName } from './from-display-name.js'
import { fromMailHost } from './from-domain.js'
import { wrongFrom } from './from-local-part.js'
import { fromMissing } from './from-missing.js'
import { ownHost } from './host-ignored.js'
import { hubBypassed } from './hub-bypassed.js'
import { noOwnCertificate } from './no-certificate.js'
import { ownHostHeader } from './own-host.js'
import { ownStoreOnly } from './own-store-only.js'
import { portIgnored } from './port-ignored.js'
import { queryOtherDomain } from './query-other-domain.js'
import { roomDropped } from './room-dropped.js'
import { roomHashed } from './room-hashed.js'
import { slashInserted } from './slash-inserted.js'
import { suitesDropped } from './suites-dropped.js'
import { unknownMembersRefused } from './unknown-members.js'

export const clientFaults: readonly Fault[] = [
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
]

import type { Fault } from '../../fault.js'
import { receivedWith200 } from './answered-200.js'
import { cancelAnyRoom } from './cancel-any-room.js'
import { cancelRevokes } from './cancel-revokes.js'
import { cancelUnmatched } from './cancel-unmatched.js'
import { cancelUnsupported } from './cancel-unsupported.js'
import { denialTold } from './denial-told.js'
import { consentDictionaryOptional } from './dictionary-optional.js'
import { emptyRoom } from './empty-room.js'
import { foreignSides } from './foreign-sides.js'
import { forgedGrant } from './forged-grant.js'
import { grantAltered } from './grant-altered.js'
import { grantForAnyRoom } from './grant-for-any-room.js'
import { grantForEveryone } from './grant-for-everyone.js'
import { grantFromStock } from './grant-from-stock.js'
import { grantNotApplied } from './grant-not-applied.js'
import { grantedKeyPackagesUnrouted } from './granted-key-packages-unrouted.js'
import { keyPackagesRequired } from './key-packages-required.js'
import { oneWayOnly } from './one-way-only.js'
import { operationsMixed } from './operations-mixed.js'
import { requestsDecide } from './requests-decide.js'
import { revokeNotApplied } from './revoke-not-applied.js'
import { roomForgotten } from './room-forgotten.js'
import { roomRefused } from './room-refused.js'
import { sentWithoutDictionary } from './sent-without-dictionary.js'
import { sidesSwapped } from './sides-swapped.js'
import { consentThroughHub } from './through-hub.js'
import { unknownUserRefused } from './unknown-user-refused.js'
import { unsolicitedRefused } from './unsolicited-refused.js'

export const consentFaults: readonly Fault[] = [
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
]

import type { Fault } from '../../fault.js'
import { blankNodesRefused } from './blank-nodes-refused.js'
import { clientAsUrn } from './client-as-urn.js'
import { dictionaryOrderUnchecked } from './dictionary-order-unchecked.js'
import { dictionaryUnsorted } from './dictionary-unsorted.js'
import { enumUnknownAccepted } from './enum-unknown-accepted.js'
import { fanoutPrefixed } from './fanout-prefixed.js'
import { fieldNameTwicePrefixed } from './field-name-twice-prefixed.js'
import { frankWithLengths } from './frank-with-lengths.js'
import { handshakeOtherForm } from './handshake-other-form.js'
import { hugeLengthReserved } from './huge-length-reserved.js'
import { keyPackageWrapped } from './key-package-wrapped.js'
import { lengthClipped } from './length-clipped.js'
import { lengthNotMinimalAccepted } from './length-not-minimal-accepted.js'
import { lengthNotMinimal } from './length-not-minimal.js'
import { lengthReservedAccepted } from './length-reserved-accepted.js'
import { malformedFatal } from './malformed-fatal.js'
import { oddVectorAccepted } from './odd-vector-accepted.js'
import { presenceOctetAccepted } from './presence-octet-accepted.js'
import { protocolIgnored } from './protocol-ignored.js'
import { protocolMissing } from './protocol-missing.js'
import { refusedWith200 } from './refused-with-200.js'
import { requesterUnread } from './requester-unread.js'
import { roomIdTwicePrefixed } from './room-id-twice-prefixed.js'
import { roomRequestsUnread } from './room-requests-unread.js'
import { stringLatin1 } from './string-latin1.js'
import { timesInSeconds } from './times-in-seconds.js'
import { trailingBytesAccepted } from './trailing-bytes-accepted.js'
import { truncatedAccepted } from './truncated-accepted.js'
import { unknownComponentRefused } from './unknown-component-refused.js'
import { updatePrefixed } from './update-prefixed.js'
import { uriTwicePrefixed } from './uri-twice-prefixed.js'
import { utf8Unchecked } from './utf8-unchecked.js'

export const codecFaults: readonly Fault[] = [
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
]

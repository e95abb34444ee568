import type { Fault } from '../../fault.js'
import { anyMailbox } from './any-mailbox.js'
import { sanCaseSensitive } from './certificate-case-sensitive.js'
import { anyoneSpeaks } from './certificate-for-any-domain.js'
import { clearText } from './clear-text.js'
import { expiredClient } from './expired-client.js'
import { fromCaseSensitive } from './from-case-sensitive.js'
import { fromDisplayName } from './from-display-name.js'
import { fromFirst } from './from-first.js'
import { fromOptional } from './from-optional.js'
import { hostIgnored } from './host-ignored.js'
import { hostWithPortRefused } from './host-with-port-refused.js'
import { mediaTypeRequired } from './media-type-required.js'
import { noClientCertificate } from './no-client-certificate.js'
import { untrustedClient } from './untrusted-client.js'

export const transportFaults: readonly Fault[] = [
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
]

import type { Fault } from '../../fault.js'
import { proxyAnyHost } from './any-host.js'
import { proxyAnyPeer } from './any-peer.js'
import { proxyAskedAtAssetHost } from './asked-at-asset-host.js'
import { proxyCut } from './cut.js'
import { proxyDecodedTwice } from './decoded-twice.js'
import { proxyEmptyAsMissing } from './empty-as-missing.js'
import { proxyErrorsAsSuccess } from './errors-as-success.js'
import { proxyFormDecoded } from './form-decoded.js'
import { proxyForwardedTold } from './forwarded-told.js'
import { proxyFromTold } from './from-told.js'
import { proxyHostAnywhere } from './host-anywhere.js'
import { proxyHostByPrefix } from './host-by-prefix.js'
import { proxyLatin1Escapes } from './latin1-escapes.js'
import { proxyLiteralsTrusted } from './literals-trusted.js'
import { proxyLocalFiles } from './local-files.js'
import { proxyPlaceholder } from './placeholder.js'
import { proxyQueryDropped } from './query-dropped.js'
import { proxyRecoded } from './recoded.js'
import { proxyRedirectsFollowed } from './redirects-followed.js'
import { proxyRepeatedNotModified } from './repeated-not-modified.js'
import { proxySchemeIgnored } from './scheme-ignored.js'
import { proxySlashesMerged } from './slashes-merged.js'
import { proxyUnavailable } from './unavailable.js'
import { proxyUnreachableAsEmpty } from './unreachable-as-empty.js'

export const proxyFaults: readonly Fault[] = [
  proxyAnyHost,
  proxyAnyPeer,
  proxyAskedAtAssetHost,
  proxyCut,
  proxyDecodedTwice,
  proxyEmptyAsMissing,
  proxyErrorsAsSuccess,
  proxyFormDecoded,
  proxyForwardedTold,
  proxyFromTold,
  proxyHostAnywhere,
  proxyHostByPrefix,
  proxyLatin1Escapes,
  proxyLiteralsTrusted,
  proxyLocalFiles,
  proxyPlaceholder,
  proxyQueryDropped,
  proxyRecoded,
  proxyRedirectsFollowed,
  proxyRepeatedNotModified,
  proxySchemeIgnored,
  proxySlashesMerged,
  proxyUnavailable,
  proxyUnreachableAsEmpty,
]

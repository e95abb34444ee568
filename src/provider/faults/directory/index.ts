import type { Fault } from '../../fault.js'
import { anyMethod } from './any-method.js'
import { queryAskersDomain } from './askers-domain.js'
import { pathBareOnly } from './bare-path-only.js'
import { directoryContentType } from './content-type.js'
import { directoryClearUrls } from './http-urls.js'
import { directoryWithoutKeys } from './key-material-missing.js'
import { directoryAsObjects } from './members-as-objects.js'
import { directoryNoPlaceholder } from './no-placeholder.js'
import { directoryNotJson } from './not-json.js'
import { directoryWithoutNotify } from './notify-missing.js'
import { directoryWithoutProxy } from './proxy-download-missing.js'
import { relativeUrls } from './relative-urls.js'
import { directoryWithoutAbuse } from './report-abuse-missing.js'
import { directoryElsewhere } from './uncertified-host.js'

export const directoryFaults: readonly Fault[] = [
  anyMethod,
  queryAskersDomain,
  pathBareOnly,
  directoryContentType,
  directoryClearUrls,
  directoryWithoutKeys,
  directoryAsObjects,
  directoryNoPlaceholder,
  directoryNotJson,
  directoryWithoutNotify,
  directoryWithoutProxy,
  relativeUrls,
  directoryWithoutAbuse,
  directoryElsewhere,
]

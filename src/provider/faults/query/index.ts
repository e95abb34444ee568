import type { Fault } from '../../fault.js'
import { alwaysSuccess } from './always-success.js'
import { queryWith201 } from './answered-201.js'
import { anyElementMatches } from './any-element-matches.js'
import { askedAtHome } from './asked-at-home.js'
import { caseSensitiveNames } from './case-sensitive-names.js'
import { claimsUnreadable } from './claims-unreadable.js'
import { queryDictionaryOptional } from './dictionary-optional.js'
import { everythingVcard } from './everything-vcard.js'
import { foundByPart } from './found-by-part.js'
import { foundOnce } from './found-once.js'
import { handleAsUri } from './handle-as-uri.js'
import { handleOnlyByName } from './handle-only-by-name.js'
import { handleOnlyHidden } from './handle-only-hidden.js'
import { hiddenFound } from './hidden-found.js'
import { nameFirst } from './name-first.js'
import { namesEverywhere } from './names-everywhere.js'
import { nickWithoutHandle } from './nick-without-handle.js'
import { noElementsEveryone } from './no-elements-everyone.js'
import { notFoundAs404 } from './not-found-as-404.js'
import { policyByAnyElement } from './policy-by-any-element.js'
import { responseWithoutDictionary } from './response-without-dictionary.js'
import { unknownFieldSearched } from './unknown-field-searched.js'
import { wholeValueOnly } from './whole-value-only.js'

export const queryFaults: readonly Fault[] = [
  alwaysSuccess,
  queryWith201,
  anyElementMatches,
  askedAtHome,
  caseSensitiveNames,
  claimsUnreadable,
  queryDictionaryOptional,
  everythingVcard,
  foundByPart,
  foundOnce,
  handleAsUri,
  handleOnlyByName,
  handleOnlyHidden,
  hiddenFound,
  nameFirst,
  namesEverywhere,
  nickWithoutHandle,
  noElementsEveryone,
  notFoundAs404,
  policyByAnyElement,
  responseWithoutDictionary,
  unknownFieldSearched,
  wholeValueOnly,
]

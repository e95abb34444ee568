/** requestConsent and updateConsent (5.7). */
import { enumeration, optional, struct, vector } from '../codec/index.js'
import { AppDataDictionary, KeyPackage } from '../mls/wire/index.js'
import { byDraft, perDraft } from './by-draft.js'
import { IdentifierUri } from './common.js'

const ConsentOperation = enumeration(1, { cancel: 0, request: 1, grant: 2, revoke: 3 })

/** Reading R-W04: the drafts write RoomId and never define it. */
const scope = { requesterUri: IdentifierUri, targetUri: IdentifierUri, roomId: optional(IdentifierUri) }

/** No room means every room; the KeyPackages of a grant come without an MLSMessage header (R-W24). */
const entry = struct('ConsentEntry', { consentOperation: ConsentOperation, ...scope }).select('consentOperation', {
  cancel: {},
  request: {},
  grant: { clientKeyPackages: vector(KeyPackage) },
  revoke: {},
})

export const ConsentEntry = byDraft({
  '01': entry,
  '02ed': entry,
  '06': entry.fields({ consent_extensions: AppDataDictionary }),
})

/** A notion of the text, never sent. */
const consentScope = struct('ConsentScope', scope)
export const ConsentScope = perDraft(() => consentScope)

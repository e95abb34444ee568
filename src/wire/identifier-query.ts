/** identifierQuery (5.8). */
import { enumeration, opaque, struct, utf8, vector } from '../codec/index.js'
import { AppDataDictionary } from '../mls/wire/index.js'
import { byDraft, perDraft } from './by-draft.js'
import { IdentifierUri } from './common.js'

const SearchIdentifierType = enumeration(
  1,
  {
    reserved: 0,
    handle: 1,
    nick: 2,
    email: 3,
    phone: 4,
    partialName: 5,
    wholeProfile: 6,
    oidcStdClaim: 7,
    vcardField: 8,
  },
  { reserved: ['reserved'] },
)

/** Reading R-W10: the select says `type` where the field is `searchType`. `searchValue` holds UTF-8. */
const single = struct('IdentifierRequest', { searchType: SearchIdentifierType, searchValue: opaque }).select(
  'searchType',
  { oidcStdClaim: { claimName: opaque }, vcardField: { fieldName: opaque }, otherwise: {} },
)

/** Since 03 the value comes last and a vCard field is a property. */
const queryElement = struct('QueryElement', { searchType: SearchIdentifierType })
  .select('searchType', {
    oidcStdClaim: { claimName: opaque },
    vcardField: { propertyName: opaque },
    otherwise: {},
  })
  .fields({ searchValue: opaque })
export const QueryElement = byDraft({ '01': null, '02ed': null, '06': queryElement })

/** Every element has to match. An empty list is read, not written (R-W42). */
export const IdentifierRequest = byDraft({
  '01': single,
  '02ed': single,
  '06': struct('IdentifierRequest', {
    query_elements: vector(queryElement),
    id_request_extensions: AppDataDictionary,
  }),
})

const IdentifierQueryCode = enumeration(1, {
  success: 0,
  notFound: 1,
  ambiguous: 2,
  forbidden: 3,
  unsupportedField: 4,
})

/** Reading R-W28: handle, nick and email have no number here; others than these two are refused. */
const FieldSource = enumeration(1, { reserved: 0, oidcStdClaim: 7, vcardField: 8 }, { reserved: ['reserved'] })

const profileField = struct('ProfileField', { fieldSource: FieldSource, fieldName: utf8, fieldValue: opaque })
export const ProfileField = perDraft(() => profileField)

const userProfile = struct('UserProfile', { stableUri: IdentifierUri, fields: vector(profileField) })
export const UserProfile = perDraft(() => userProfile)

/** Reading R-W27: `uri` is a list of its own beside the profiles' URIs, and may be empty. */
const response = struct('IdentifierResponse', {
  responseCode: IdentifierQueryCode,
  uri: vector(IdentifierUri),
  foundProfiles: vector(userProfile),
})
export const IdentifierResponse = byDraft({
  '01': response,
  '02ed': response,
  '06': response.fields({ id_response_extensions: AppDataDictionary }),
})

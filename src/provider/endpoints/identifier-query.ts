/** identifierQuery (5.8): who of this provider's users answers to a name. It changes nothing. */
import type { Infer } from '../../codec/index.js'
import type { Draft } from '../../drafts/ids.js'
import { sameDomain } from '../../transport/names.js'
import { IdentifierRequest, IdentifierResponse } from '../../wire/identifier-query.js'
import type { Criterion } from '../rules/search.js'
import type { User } from '../store/users.js'
import { uriBytes } from '../uri.js'
import { answerIn, type Context, type Endpoint, readBody, readText, refuse } from './endpoint.js'

type Answer = Infer<(typeof IdentifierResponse)['06']>
type Code = Answer['responseCode']
type Profile = Answer['foundProfiles'][number]

/** A query that fits more is answered with the first of them. */
const mostResults = 100

export const identifierQuery: Endpoint = (context, { subject, body }) => {
  const { rules, store } = context.ports
  const criteria = readers[context.draft](context, body)
  if (!sameDomain(subject, context.domain)) return refuse(404, `the path names ${subject}, this is ${context.domain}`)
  const refused = rules.search.refused(criteria)
  if (refused !== null) return answer(context, refused, [])
  const found: Profile[] = []
  for (const user of store.users.all()) {
    if (found.length < mostResults && answersTo(context, user, criteria)) found.push(profileOf(context, user))
  }
  return answer(context, found.length > 0 ? 'success' : 'notFound', found)
}

function answersTo({ ports }: Context, user: User, criteria: readonly Criterion[]): boolean {
  const { searchable, matches, combined } = ports.rules.search
  return searchable(user, criteria) && combined(criteria.map((each) => matches(user.profile, each)))
}

function profileOf({ ports }: Context, user: User): Profile {
  const fields = ports.rules.search.shown(user).map(({ source, name, value }) => ({
    fieldSource: source === 'vcardField' ? ('vcardField' as const) : ('oidcStdClaim' as const),
    fieldName: name,
    fieldValue: new TextEncoder().encode(value),
  }))
  return { stableUri: { uri: uriBytes(user.uri) }, fields }
}

function answer(context: Context, responseCode: Code, foundProfiles: Profile[]) {
  return answerIn(context, 'identifierQuery', IdentifierResponse, {
    responseCode,
    uri: foundProfiles.map(({ stableUri }) => stableUri),
    foundProfiles,
    id_response_extensions: { component_data: [] },
  })
}

type Reading = (context: Context, body: Uint8Array) => Criterion[]
type Single = Infer<(typeof IdentifierRequest)['01']>
type Element = Infer<(typeof IdentifierRequest)['06']>['query_elements'][number]

const single: Reading = (context, body) => [
  criterion(context, readBody<Single>(context, IdentifierRequest['01'], body)),
]

const readers: Record<Draft, Reading> = {
  '01': single,
  '02ed': single,
  '06': (context, body) =>
    readBody(context, IdentifierRequest['06'], body).query_elements.map((element) => criterion(context, element)),
}

function criterion(context: Context, element: Single | Element): Criterion {
  const field =
    'claimName' in element
      ? element.claimName
      : 'fieldName' in element
        ? element.fieldName
        : 'propertyName' in element
          ? element.propertyName
          : null
  return {
    type: element.searchType,
    field: field ? readText(context, 'the name of the field', field) : '',
    value: readText(context, 'searchValue', element.searchValue),
  }
}

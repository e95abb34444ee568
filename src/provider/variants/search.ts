/** Answers to identifier queries that 5.8 leaves room for. */
import type { Codec } from '../../codec/index.js'
import { IdentifierResponse } from '../../wire/identifier-query.js'
import type { Ports } from '../ports.js'
import type { SearchRules } from '../rules/search.js'
import { variant } from './variant.js'

function withRules(ports: Ports, rules: Partial<SearchRules>): Ports {
  return { ...ports, rules: { ...ports.rules, search: { ...ports.rules.search, ...rules } } }
}

/** Responses to queries before they are written. */
function responding(ports: Ports, change: (response: object) => object): Ports {
  const table: readonly unknown[] = Object.values(IdentifierResponse)
  return {
    ...ports,
    encoder: {
      ...ports.encoder,
      write<T>(codec: Codec<T>, value: NoInfer<T>) {
        if (!table.includes(codec) || typeof value !== 'object' || value === null) {
          return ports.encoder.write(codec, value)
        }
        return ports.encoder.write(codec, { ...value, ...change(value) })
      },
    },
  }
}

const uris = (response: object): unknown[] => ('uri' in response && Array.isArray(response.uri) ? response.uri : [])

/** How findings are told. */
export const findings = [
  variant({
    id: 'query.uris-empty',
    summary: 'leaves the list of URIs beside the profiles empty',
    allowedBy: '5.8 does not relate the two lists (MIMI-IDQ-005)',
    apply: (ports) => responding(ports, () => ({ uri: [] })),
  }),
  variant({
    id: 'query.uris-permuted',
    summary: 'lists the URIs in another order than the profiles',
    allowedBy: '5.8 does not relate the two lists (MIMI-IDQ-005)',
    apply: (ports) => responding(ports, (response) => ({ uri: uris(response).toReversed() })),
  }),
  variant({
    id: 'query.ambiguous',
    summary: 'answers ambiguous where nothing matches exactly',
    allowedBy: '5.8: the definition of ambiguous mixes exactness and number; notFound or ambiguous (MIMI-IDQ-006)',
    apply: (ports) =>
      responding(ports, (response) =>
        'responseCode' in response && response.responseCode === 'notFound' ? { responseCode: 'ambiguous' } : {},
      ),
  }),
]

/** What may be searched for. */
export const policies = [
  variant({
    id: 'query.partial-name-unsupported',
    summary: 'answers searches for parts of names and for whole profiles with unsupportedField',
    allowedBy: '5.8: a provider says which fields it does not support (MIMI-IDQ-007)',
    apply: (ports) =>
      withRules(ports, {
        refused: (criteria) =>
          criteria.some(({ type }) => type === 'partialName' || type === 'wholeProfile')
            ? 'unsupportedField'
            : ports.rules.search.refused(criteria),
      }),
  }),
  variant({
    id: 'query.partial-name-forbidden',
    summary: 'forbids searches for parts of names and for whole profiles',
    allowedBy: '5.8: queries may be disallowed by policy (MIMI-IDQ-007)',
    apply: (ports) =>
      withRules(ports, {
        refused: (criteria) =>
          criteria.some(({ type }) => type === 'partialName' || type === 'wholeProfile')
            ? 'forbidden'
            : ports.rules.search.refused(criteria),
      }),
  }),
  variant({
    id: 'query.handles-only',
    summary: 'takes searches by handle only and forbids all others',
    allowedBy: '5.8: queries may be disallowed by policy (MIMI-IDQ-007)',
    apply: (ports) =>
      withRules(ports, {
        refused: (criteria) =>
          criteria.some(({ type }) => type !== 'handle') ? 'forbidden' : ports.rules.search.refused(criteria),
      }),
  }),
  variant({
    id: 'query.unknown-field-forbidden',
    summary: 'answers queries for unsupported fields with forbidden',
    allowedBy: '5.8: the precedence of the two codes is unstated (MIMI-IDQ-007)',
    apply: (ports) =>
      withRules(ports, { refused: (criteria) => (ports.rules.search.refused(criteria) === null ? null : 'forbidden') }),
  }),
  variant({
    id: 'query.profiles-untold',
    summary: 'tells who was found, but no fields of their profiles',
    allowedBy: '5.8 leaves it to the provider which fields it shows',
    apply: (ports) => withRules(ports, { shown: () => [] }),
  }),
  variant({
    id: 'query.empty-list-not-found',
    summary: 'finds nobody by a query without elements',
    allowedBy: '5.8 does not cover an empty list: forbidden, notFound or 4xx (MIMI-IDQ-010)',
    drafts: ['06'],
    apply: (ports) =>
      withRules(ports, {
        refused: (criteria) => (criteria.length === 0 ? null : ports.rules.search.refused(criteria)),
        searchable: (user, criteria) => criteria.length > 0 && ports.rules.search.searchable(user, criteria),
      }),
  }),
]

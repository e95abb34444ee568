/** Who is found by an identifier query (5.8). */
import type { ProfileFact } from '../../target/driver/contract.js'
import type { User } from '../store/users.js'
import { oidcStandardClaims, vcardProperties } from './profile-fields.js'

export type SearchType =
  'handle' | 'nick' | 'email' | 'phone' | 'partialName' | 'wholeProfile' | 'oidcStdClaim' | 'vcardField'

/** One thing that must match; `field` names the claim or property and is empty for the other types. */
export interface Criterion {
  readonly type: SearchType
  readonly field: string
  readonly value: string
}

export interface SearchRules {
  /** Whether the provider takes this query at all; null when it does. */
  refused(criteria: readonly Criterion[]): 'forbidden' | 'unsupportedField' | null
  /** Whether the user wants to be found by such a query. */
  searchable(user: User, criteria: readonly Criterion[]): boolean
  /** Whether a user's profile matches one criterion. */
  matches(profile: readonly ProfileFact[], criterion: Criterion): boolean
  /** How a user's matches of the single criteria make one result: all must match in 06; 01 and 02ed have one. */
  combined(matches: readonly boolean[]): boolean
  /** The facts about a found user that are told. */
  shown(user: User): readonly ProfileFact[]
}

/** Each is held against each user, so their number is bounded. */
const mostCriteria = 32

export const searchRules: SearchRules = {
  refused(criteria) {
    if (criteria.length === 0 || criteria.length > mostCriteria) return 'forbidden'
    if (criteria.some((criterion) => !supported(criterion))) return 'unsupportedField'
    // An empty text is part of every text: such a query would list the whole directory.
    return criteria.some(({ value }) => value === '') ? 'forbidden' : null
  },
  searchable: ({ search }, criteria) =>
    search === 'open' || (search === 'handle' && criteria.every(({ type }) => type === 'handle')),
  matches: (profile, criterion) => matchers[criterion.type](profile, criterion),
  combined: (matches) => matches.every(Boolean),
  shown: ({ search, profile }) =>
    search === 'open' ? profile.filter(({ source }) => source === 'oidcStdClaim' || source === 'vcardField') : [],
}

function supported({ type, field }: Criterion): boolean {
  if (type === 'oidcStdClaim') return oidcStandardClaims.has(field)
  if (type === 'vcardField') return vcardProperties.has(field.toUpperCase())
  return true
}

type Matcher = (profile: readonly ProfileFact[], criterion: Criterion) => boolean

/** Exact, among facts of one source and those that say the same as a claim or property. */
function exactly(source: ProfileFact['source'], claim?: string, property?: string): Matcher {
  return (profile, { value }) =>
    profile.some((fact) => fact.value === value && (fact.source === source || isNamed(fact, claim, property)))
}

function isNamed({ source, name }: ProfileFact, claim?: string, property?: string): boolean {
  return (source === 'oidcStdClaim' && name === claim) || (source === 'vcardField' && name.toUpperCase() === property)
}

const nickname = exactly('nick', 'nickname', 'NICKNAME')

const matchers: Record<SearchType, Matcher> = {
  handle: exactly('handle'),
  nick: (profile, criterion) =>
    nickname(profile, criterion) ||
    profile.some(({ source, value }) => source === 'handle' && userPart(value) === criterion.value),
  email: exactly('email', 'email', 'EMAIL'),
  phone: exactly('phone', 'phone_number', 'TEL'),
  partialName: (profile, { value }) =>
    profile.some((fact) => isPersonsName(fact) && fact.value.toLowerCase().includes(value.toLowerCase())),
  wholeProfile: (profile, { value }) => profile.some((fact) => fact.value.includes(value)),
  oidcStdClaim: (profile, { field, value }) =>
    profile.some((fact) => fact.source === 'oidcStdClaim' && fact.name === field && fact.value === value),
  vcardField: (profile, { field, value }) =>
    profile.some(
      (fact) => fact.source === 'vcardField' && fact.name.toUpperCase() === field.toUpperCase() && fact.value === value,
    ),
}

/** `alice.smith` of `im:alice.smith@a.example`. */
function userPart(handle: string): string | undefined {
  return /^(?:[a-z][a-z0-9+.-]*:)?([^@]+)@/i.exec(handle)?.[1]
}

const nameClaims = ['name', 'given_name', 'middle_name', 'family_name']
const nameProperties = ['FN', 'N']

function isPersonsName({ source, name }: ProfileFact): boolean {
  return (
    (source === 'oidcStdClaim' && nameClaims.includes(name)) ||
    (source === 'vcardField' && nameProperties.includes(name.toUpperCase()))
  )
}

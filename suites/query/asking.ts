/** What the query checks share: profiles that nobody else has, and what became of a query. */
import type { CheckContext } from '../../src/check/context.js'
import { type Severity } from '../../src/check/finding.js'
import type { Draft } from '../../src/drafts/ids.js'
import { type Answer, describeAnswer } from '../../src/peers/answer.js'
import type { Responses } from '../../src/peers/endpoints.js'
import type { SearchElement } from '../../src/peers/requests.js'
import type { TargetUser } from '../../src/peers/target-handle.js'
import type { ProfileFact } from '../../src/target/driver/contract.js'
import { textOf } from '../key-material/asking.js'

export type Response = Responses['identifierQuery']

/** 01 and 02ed tell of search policies and exactness by example only; since 06 they are said. */
export const leak: Readonly<Record<Draft, Severity>> = { '01': 'warn', '02ed': 'warn', '06': 'fail' }

/** A profile fact by its source, and the name of the claim or property. */
export type Named = readonly [source: ProfileFact['source'], name?: string]

/** Values that fit no other account: names end in figures of the run. */
const values: Readonly<Record<string, (unique: string) => string>> = {
  handle: (unique) => `im:${unique}@mimicry.example`,
  email: (unique) => `${unique}@mail.mimicry.example`,
  phone: (unique) =>
    `+1${(BigInt(`0x${Buffer.from(unique).toString('hex')}`) % 10n ** 10n).toString().padStart(10, '0')}`,
}

/** Profile facts with values of this check's own, unless given. */
export function facts(
  { name: unique }: Pick<CheckContext, 'name'>,
  wanted: readonly Named[],
  given: Readonly<Record<string, string>> = {},
): ProfileFact[] {
  return wanted.map(([source, name = '']) => {
    const key = name || source
    const make = values[source] ?? ((text: string) => text)
    return { source, name, value: given[key] ?? make(unique(key.replace(/[^a-z]/gi, '').toLowerCase())) }
  })
}

/** The value of a fact in an account's profile. @throws Skip for an account that existed before and lacks it */
export function valueOf({ skip }: Pick<CheckContext, 'skip'>, user: TargetUser, [source, name = '']: Named): string {
  const fact = user.profile.find((each) => each.source === source && each.name === name)
  return fact?.value ?? skip(`the profile of ${user.uri} has no ${name || source}`)
}

/** What became of a query that was answered in the structure. */
export interface Outcome {
  readonly answer: Answer<Response>
  readonly value: Response
  readonly code: Response['responseCode']
  /** Every user it returns, by URI. */
  readonly users: readonly string[]
  /** For a finding. */
  readonly described: string
}

/** Asks the target. @throws Skip where the answer cannot be read */
export async function query(context: CheckContext, ...elements: SearchElement[]): Promise<Outcome> {
  const answer = await context.peer.identifierQuery({ elements })
  const { value } = answer
  if (value === null) return context.skip(`no readable answer: ${describeAnswer(answer)}; judged by query.answered`)
  return outcomeOf(answer, value)
}

export function outcomeOf(answer: Answer<Response>, value: Response): Outcome {
  const uris = [...value.foundProfiles.map(({ stableUri }) => stableUri), ...value.uri]
  const users = [...new Set(uris.map(({ uri }) => textOf(uri)))]
  const described = `code ${value.responseCode}, ${users.length === 0 ? 'no users' : users.slice(0, 5).join(', ')}`
  return { answer, value, code: value.responseCode, users, described }
}

/** By its own policy a target may take other searches than these, or none. @throws Skip then */
export function allowed({ skip }: Pick<CheckContext, 'skip'>, { code }: Outcome, what: string): void {
  if (code === 'forbidden' || code === 'unsupportedField') skip(`the target does not allow ${what}: ${code}`)
}

/** Judges that a query returns the user, unless the target's policy does not allow it. */
export async function hits(
  context: CheckContext,
  what: string,
  user: TargetUser,
  elements: readonly SearchElement[],
  as?: Severity,
): Promise<void> {
  const outcome = await query(context, ...elements)
  allowed(context, outcome, what)
  // Asked for this field alone, a target may want it together with another.
  if (outcome.code === 'ambiguous') context.skip(`the target wants ${what} combined with other fields: ambiguous`)
  context.that(outcome.users.includes(user.uri), {
    expected: `${user.uri} found by ${what} (${shown(elements)})`,
    actual: outcome.described,
    as,
    path: 'foundProfiles',
    exchange: outcome.answer,
  })
}

/** Judges that a query does not return the user; any code will do. */
export async function misses(
  context: CheckContext,
  what: string,
  user: TargetUser,
  elements: readonly SearchElement[],
  as?: Severity,
): Promise<Outcome> {
  const outcome = await query(context, ...elements)
  context.that(!outcome.users.includes(user.uri), {
    expected: `${user.uri} not found by ${what} (${shown(elements)})`,
    actual: outcome.described,
    as,
    path: 'foundProfiles',
    exchange: outcome.answer,
  })
  return outcome
}

function shown(elements: readonly SearchElement[]): string {
  return elements
    .map(({ type, name = '', value }) => `${type}${name && ` ${name}`} ${typeof value === 'string' ? value : ''}`)
    .join(' and ')
}

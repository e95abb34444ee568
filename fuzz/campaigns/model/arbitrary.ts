/** Stories at random: fast-check's commands, alone or at the same time. */
import fc from 'fast-check'
import type { Operation as DriverOperation } from '../../../src/target/driver/contract.js'
import type { Random } from '../../random.js'
import {
  type Ask,
  type AudienceStep,
  bodies,
  changes,
  type Ban,
  type Commit,
  type Delete,
  deviceNumbers,
  type Find,
  type Item,
  members,
  type Notify,
  outgoing,
  type Owner,
  owners,
  type PeopleStep,
  proposals,
  type Propose,
  type Requester,
  requesters,
  type Restart,
  type RoomName,
  rooms,
  type RoomStep,
  type Say,
  type Step,
} from './step.js'

const among = fc.constantFrom
const is = <const T>(value: T) => fc.constant(value)

/** Whom and what a story about people is about. */
interface Focus {
  readonly owners: readonly Owner[]
  readonly requesters: readonly Requester[]
  readonly rooms: readonly RoomName[]
  /** Whether there are decisions about everyone. */
  readonly everyone: boolean
  /** Whether accounts are deleted. */
  readonly deletes: boolean
  /** Whether the hub bans. */
  readonly bans: boolean
}

const everything: Focus = { owners, requesters, rooms, everyone: true, deletes: true, bans: true }

/** A few of them: what a story decides has to be about those who ask, and scopes that contradict each other promise nothing. */
function focusIn(random: Random): Focus {
  const some = <T extends NonNullable<unknown>>(list: readonly T[], least: number, most: number) => {
    const count = least + random.below(most - least + 1)
    const left = [...list]
    return Array.from({ length: count }, () => left.splice(random.below(left.length), 1)).flat()
  }
  return {
    owners: some(owners, 1, random.chance(0.2) ? 2 : 1),
    requesters: some(requesters, 1, 2),
    rooms: some(rooms, 0, 2),
    everyone: random.chance(0.5),
    deletes: random.chance(0.2),
    bans: random.chance(0.3),
  }
}

function ask({ owners: some, requesters: few, rooms: where }: Focus): fc.Arbitrary<Ask> {
  return fc.record({ do: is('ask'), owner: among(...some), by: among(...few), room: among(null, ...where) })
}

const find: fc.Arbitrary<Find> = fc.record({ do: is('find'), owner: among(...owners), by: among(...requesters) })

/** Questions come often: what was decided shows in nothing else. */
function people(focus: Focus): fc.Arbitrary<PeopleStep> {
  const owner = among(...focus.owners)
  const scope = { owner, room: among(null, ...focus.rooms) }
  const requester = among(...focus.requesters)
  const entry = { ...scope, requester }
  return fc.oneof(
    { weight: 8, arbitrary: ask(focus) },
    { weight: 1, arbitrary: find },
    {
      weight: 2,
      arbitrary: fc.record({
        do: is('publish'),
        owner,
        device: among(...deviceNumbers),
        count: among(1, 2),
        kind: among('ordinary', 'withheld', 'expired'),
      }),
    },
    {
      weight: 5,
      arbitrary: fc.record({
        do: is('decide'),
        ...scope,
        requester: among(...focus.requesters, ...(focus.everyone ? (['everyone'] as const) : [])),
        decision: among('grant', 'deny', 'none'),
      }),
    },
    { weight: 3, arbitrary: fc.record({ do: is('reply'), ...entry, operation: among('grant', 'revoke') }) },
    { weight: 1, arbitrary: fc.record({ do: is('request'), ...entry, operation: among('request', 'cancel') }) },
    {
      weight: 1,
      arbitrary: fc.record({
        do: is('foreign'),
        ...entry,
        operation: among('grant', 'revoke'),
        about: among('themselves', 'the owner'),
      }),
    },
  )
}

const notify: fc.Arbitrary<Notify> = fc.record({ do: is('notify'), body: among(...bodies), fresh: fc.boolean() })

const audience: fc.Arbitrary<AudienceStep> = fc.oneof(
  { weight: 9, arbitrary: notify },
  { weight: 1, arbitrary: fc.record({ do: is('crowd') }) },
)

const by = among(...members)
const commit: fc.Arbitrary<Commit> = fc.record({ do: is('commit'), by, change: among(...changes) })
const say: fc.Arbitrary<Say> = fc.record({ do: is('say'), by })
const propose: fc.Arbitrary<Propose> = fc.record({ do: is('propose'), by, what: among(...proposals) })
const hosted: fc.Arbitrary<RoomStep> = fc.oneof(
  { weight: 5, arbitrary: commit },
  { weight: 5, arbitrary: say },
  { weight: 2, arbitrary: propose },
  { weight: 2, arbitrary: fc.record({ do: is('keep'), by, what: among('commit', 'message', 'proposal') }) },
  { weight: 2, arbitrary: fc.record({ do: is('send') }) },
  { weight: 1, arbitrary: fc.record({ do: is('repeat') }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: is('look'), by: among(...outgoing) }, { requiredKeys: ['do'] }),
  },
  { weight: 1, arbitrary: fc.record({ do: is('silence'), whom: among(...outgoing) }) },
)

/** What stories are about: each has its own users and rooms. */
export const themes = ['people', 'audience', 'hosted'] as const
export type Theme = (typeof themes)[number]

function stepOf(theme: Theme, focus: Focus): fc.Arbitrary<Step> {
  if (theme === 'people') return people(focus)
  return theme === 'audience' ? audience : hosted
}

const ban: fc.Arbitrary<Ban> = fc.record({ do: is('ban'), whom: among(...outgoing) })
const restart: fc.Arbitrary<Restart> = fc.record({ do: is('restart') })

/** Steps that happen by themselves: what meets them has no certain answer. */
function lone(theme: Theme, { owners: some, deletes, bans }: Focus, restarts: boolean): fc.WeightedArbitrary<Step>[] {
  const gone: fc.Arbitrary<Delete> = fc.record({ do: is('delete'), owner: among(...some) })
  return [
    ...(theme === 'people' && deletes ? [{ weight: 1, arbitrary: gone }] : []),
    ...(theme === 'hosted' && bans ? [{ weight: 1, arbitrary: ban }] : []),
    ...(restarts ? [{ weight: 2, arbitrary: restart }] : []),
  ]
}

/** Steps that get in each other's way when they happen at the same time. */
function rivalsOf(theme: Theme, focus: Focus): fc.Arbitrary<Step[]> {
  const some = <S extends Step>(step: fc.Arbitrary<S>): fc.Arbitrary<Step[]> => fc.array(step, branches)
  if (theme === 'people')
    return fc.oneof({ weight: 3, arbitrary: some(ask(focus)) }, { weight: 1, arbitrary: some(find) })
  if (theme === 'hosted') return fc.oneof(some(commit), some(say), fc.tuple(commit, propose))
  return fc
    .tuple(among(...bodies), fc.array(fc.boolean(), branches))
    .map(([body, connections]) => connections.map((fresh) => ({ do: 'notify', body, fresh })))
}

/** The driver's operations without which a theme cannot be played. */
export const needs: Readonly<Record<Theme, readonly DriverOperation[]>> = {
  people: ['createUser', 'publishKeyPackages', 'setConsent'],
  audience: ['createUser', 'publishKeyPackages', 'setConsent'],
  hosted: ['createUser', 'prepareRoom', 'createRoom'],
}

const branches = { minLength: 2, maxLength: 3 }
const branchLength = { minLength: 1, maxLength: 2 }

/**
 * One item of a story: a step, or a few at the same time.
 * @param restarts whether restarts of the target are among them
 */
export function itemOf(theme: Theme, random: Random, restarts: boolean): fc.Arbitrary<Item> {
  return itemAbout(theme, focusIn(random), restarts)
}

function itemAbout(theme: Theme, focus: Focus, restarts: boolean): fc.Arbitrary<Item> {
  const step = stepOf(theme, focus)
  const together = (steps: fc.Arbitrary<Step[][]>) => fc.record({ do: is('together'), branches: steps })
  return fc.oneof(
    { weight: 8, arbitrary: step },
    ...lone(theme, focus, restarts),
    { weight: 1, arbitrary: together(fc.array(fc.array(step, branchLength), branches)) },
    { weight: 2, arbitrary: together(rivalsOf(theme, focus).map((rivals) => rivals.map((each) => [each]))) },
  )
}

const anyItem = fc.oneof(...themes.map((theme) => itemAbout(theme, everything, true)))

/** Whether this is an item as stories have them, such as one read from a file. */
export function isItem(value: unknown): value is Item {
  return anyItem.canShrinkWithoutContext(value)
}

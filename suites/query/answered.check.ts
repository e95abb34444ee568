import { check } from '../../src/check/define.js'
import { textOf } from '../key-material/asking.js'
import { allowed, facts, hits, query, valueOf } from './asking.js'

const roles = ['provider' as const]

/** Statuses that an evaluated query may come with, all but one a surprise. */
const surprises = Array.from({ length: 300 }, (_, index) => 200 + index).filter((status) => status !== 200)

export default [
  check({
    id: 'query.answered',
    title: 'A query is answered 200 with an IdentifierResponse',
    requirements: ['MIMI-IDQ-001'],
    roles,
    fails: 'A query that another provider POSTs is not answered with an IdentifierResponse.',
    async run({ peer, expect, name }) {
      const value = `im:${name('nobody')}@mimicry.example`
      const answer = await peer.identifierQuery({ elements: [{ type: 'handle', value }] })
      await expect(answer).reads()
      await expect(answer).status(200, { warn: surprises })
    },
  }),
  check({
    id: 'query.found',
    title: 'A match is reported as success, with the profile that matches',
    requirements: ['MIMI-IDQ-004'],
    roles,
    needs: ['createUser'],
    fails: 'A query for the exact handle of a user who can be found is not answered success with a profile.',
    async run(context) {
      const { target, that } = context
      const user = await target.user({ devices: 0, consent: 'none', profile: facts(context, [['handle']]) })
      const element = { type: 'handle', value: valueOf(context, user, ['handle']) } as const
      await hits(context, 'the exact handle', user, [element])
      const { code, value, described, answer } = await query(context, element)
      that(code !== 'success' || value.foundProfiles.length > 0, {
        expected: 'a profile in foundProfiles with code success',
        actual: described,
        path: 'foundProfiles',
        exchange: answer,
      })
      that(code === 'success' || value.foundProfiles.length === 0, {
        expected: 'code success with a profile in foundProfiles',
        actual: described,
        path: 'responseCode',
        exchange: answer,
      })
    },
  }),
  check({
    id: 'query.not-found',
    title: 'No match is reported as notFound, with empty lists',
    requirements: ['MIMI-IDQ-004'],
    roles,
    fails: 'A query for a handle that nobody has is answered success, or its lists are not empty.',
    async run(context) {
      const { expect, that, name } = context
      const value = `im:${name('nobody')}@mimicry.example`
      const outcome = await query(context, { type: 'handle', value })
      allowed(context, outcome, 'queries for a handle')
      await expect(outcome.answer).code('notFound', { observe: ['ambiguous'] })
      that(outcome.users.length === 0, {
        expected: 'no users for a handle that nobody has',
        actual: outcome.described,
        as: outcome.code === 'success' ? 'fail' : 'warn',
        path: 'foundProfiles',
        exchange: outcome.answer,
      })
    },
  }),
  check({
    id: 'query.idempotent',
    title: 'The same query has the same result again',
    requirements: ['MIMI-IDQ-003'],
    roles,
    fails: 'The code or the users in the answer change when a query is repeated.',
    async run(context) {
      const { target, that, name } = context
      const value = target.can('createUser')
        ? valueOf(context, await target.user({ devices: 0, consent: 'none', profile: facts(context, [['handle']]) }), [
            'handle',
          ])
        : `im:${name('nobody')}@mimicry.example`
      const first = await query(context, { type: 'handle', value })
      for (const time of ['second', 'third']) {
        const again = await query(context, { type: 'handle', value })
        const same = again.code === first.code && again.users.toSorted().join() === first.users.toSorted().join()
        that(same, {
          expected: `the result of the first query: ${first.described}`,
          actual: `the ${time} time ${again.described}`,
          // A target that limits how often a peer may ask says so in this way.
          as: again.code === 'forbidden' ? 'observe' : undefined,
          exchange: again.answer,
        })
      }
    },
  }),
  check({
    id: 'query.several',
    title: 'Several matches may be returned, each with the URI of a user of the target',
    requirements: ['MIMI-IDQ-005'],
    roles,
    needs: ['createUser'],
    fails: 'A query that fits two users returns a profile whose stableUri is no URI of the target, or of neither.',
    async run(context) {
      const { target, name, that, skip } = context
      const family = name('mather')
      const wanted = [['handle'], ['oidcStdClaim', 'family_name']] as const
      const make = () =>
        target.user({ devices: 0, consent: 'none', profile: facts(context, wanted, { family_name: family }) })
      const users = await Promise.all([make(), make()])
      const value = valueOf(context, users[0], ['oidcStdClaim', 'family_name'])
      const outcome = await query(context, { type: 'oidcStdClaim', name: 'family_name', value })
      const { foundProfiles, uri } = outcome.value
      if (outcome.code !== 'success') skip(`a family name that two users have finds none: ${outcome.code}`)
      const stable = foundProfiles.map(({ stableUri }) => textOf(stableUri.uri))
      for (const [index, each] of stable.entries())
        that(
          users.some((user) => user.uri === each),
          {
            expected: `the URI of one of the two users, ${users.map((user) => user.uri).join(' or ')}`,
            actual: each,
            path: `foundProfiles[${index}].stableUri`,
            exchange: outcome.answer,
          },
        )
      that(new Set(stable).size === stable.length, {
        expected: 'each user once',
        actual: stable.join(', '),
        as: 'warn',
        path: 'foundProfiles',
        exchange: outcome.answer,
      })
      const listed = uri
        .map((each) => textOf(each.uri))
        .toSorted()
        .join()
      that(listed === '' || listed === stable.toSorted().join(), {
        expected: 'no URIs in uri, or those of the profiles',
        actual: listed,
        as: 'warn',
        path: 'uri',
        exchange: outcome.answer,
      })
    },
  }),
]

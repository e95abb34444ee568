import { check } from '../../src/check/define.js'
import { facts, hits, misses, type Named, outcomeOf, query, valueOf } from './asking.js'

const shared = { requirements: ['MIMI-IDQ-010'], roles: ['provider' as const], needs: ['createUser' as const] }
const given: Named = ['oidcStdClaim', 'given_name']
const family: Named = ['oidcStdClaim', 'family_name']

export default [
  check({
    ...shared,
    id: 'query.elements.all',
    title: 'All elements of a query have to match',
    fails: 'A query with the given name of one user and the family name of another returns either of them.',
    async run(context) {
      const make = () => context.target.user({ devices: 0, consent: 'none', profile: facts(context, [given, family]) })
      const [one, another] = await Promise.all([make(), make()])
      const names = (first: typeof one, second: typeof one) =>
        [
          { type: 'oidcStdClaim', name: 'given_name', value: valueOf(context, first, given) },
          { type: 'oidcStdClaim', name: 'family_name', value: valueOf(context, second, family) },
        ] as const
      await hits(context, 'given and family name', one, names(one, one))
      await misses(context, 'given name and the family name of somebody else', one, names(one, another))
      await misses(context, 'family name and the given name of somebody else', another, names(one, another))
    },
  }),
  check({
    ...shared,
    id: 'query.elements.none',
    title: 'A query without elements returns nobody',
    fails: 'An empty list of elements, which every user matches, is answered with users.',
    async run(context) {
      const { target, peer, expect, that } = context
      const user = await target.user({ devices: 0, consent: 'none', profile: facts(context, [['handle'], given]) })
      await query(context, { type: 'handle', value: valueOf(context, user, ['handle']) })
      const answer = await peer.identifierQuery({ elements: [] })
      const outcome = answer.value && outcomeOf(answer, answer.value)
      that(outcome === null || outcome.users.length === 0, {
        expected: 'no users for a query without elements: forbidden, notFound or a 4xx',
        actual: outcome?.described ?? '',
        path: 'foundProfiles',
        exchange: answer,
      })
      if (!outcome?.users.length) await expect(answer).refused({ accepted: 'warn' })
    },
  }),
]

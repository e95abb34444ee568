import type { CheckContext } from '../../src/check/context.js'
import { check } from '../../src/check/define.js'
import { byDraft } from '../../src/drafts/by-draft.js'
import { describeAnswer, outcomeOf } from '../../src/peers/answer.js'
import type { SearchElement } from '../../src/peers/requests.js'
import type { TargetUser } from '../../src/peers/target-handle.js'
import { allowed, facts, hits, leak, misses, type Named, query, valueOf } from './asking.js'

const roles = ['provider' as const]
const family: Named = ['oidcStdClaim', 'family_name']
const wanted: readonly Named[] = [['handle'], ['oidcStdClaim', 'given_name'], family]

/** An account whose family name is shared by the others of the check. */
function account(context: CheckContext, search: 'open' | 'handle' | 'hidden', shared: string): Promise<TargetUser> {
  const profile = facts(context, wanted, { family_name: shared })
  return context.target.user({ devices: 0, consent: 'none', search, profile })
}

/** Searches by name and by anything, which fit the user. */
function broad(context: CheckContext, user: TargetUser): [what: string, element: SearchElement][] {
  const value = valueOf(context, user, family)
  return [
    ['a part of the name', { type: 'partialName', value }],
    ['the family name', { type: 'oidcStdClaim', name: 'family_name', value }],
    ['the whole profile', { type: 'wholeProfile', value }],
  ]
}

export default [
  check({
    id: 'query.policy.hidden',
    title: 'A user who does not want to be found is never returned',
    requirements: ['MIMI-IDQ-008'],
    roles,
    needs: ['createUser'],
    fails: 'A query by handle, by name or over the whole profile returns a user who opted out of being found.',
    async run(context) {
      const { draft, name, skip } = context
      const shared = name('mather')
      const [open, hidden] = await Promise.all([account(context, 'open', shared), account(context, 'hidden', shared)])
      const handleOf = (user: TargetUser) => ({ type: 'handle', value: valueOf(context, user, ['handle']) }) as const
      await misses(context, 'handle', hidden, [handleOf(hidden)], leak[draft])
      let found = (await query(context, handleOf(open))).users.includes(open.uri)
      for (const [what, element] of broad(context, hidden)) {
        const { users } = await misses(context, what, hidden, [element], leak[draft])
        found ||= users.includes(open.uri)
      }
      if (!found) skip('nothing can be concluded: the same queries do not find a user who wants to be found either')
    },
  }),
  check({
    id: 'query.policy.handle-only',
    title: 'A user who allows the exact handle only is found by that and by nothing else',
    requirements: ['MIMI-IDQ-008'],
    roles,
    needs: ['createUser'],
    fails: 'Such a user is returned by a search by name or over the whole profile, or not by the exact handle.',
    async run(context) {
      const { draft, name } = context
      const user = await account(context, 'handle', name('mather'))
      const handle = { type: 'handle', value: valueOf(context, user, ['handle']) } as const
      await hits(context, 'the exact handle', user, [handle], leak[draft])
      for (const [what, element] of broad(context, user)) await misses(context, what, user, [element], leak[draft])
      const combination: SearchElement[] = [
        handle,
        { type: 'oidcStdClaim', name: 'family_name', value: valueOf(context, user, family) },
      ]
      if (combines[draft]) await misses(context, 'handle and family name together', user, combination)
    },
  }),
  check({
    id: 'query.partial-handle',
    title: 'A part of a handle that has to match exactly finds nobody',
    requirements: ['MIMI-IDQ-006'],
    roles,
    needs: ['createUser'],
    fails: 'A query for a part of a handle returns a user who allows the exact handle only.',
    async run(context) {
      const { draft, name, skip } = context
      const user = await account(context, 'handle', name('mather'))
      const handle = valueOf(context, user, ['handle'])
      const whole = await query(context, { type: 'handle', value: handle })
      if (!whole.users.includes(user.uri)) skip(`not found by the whole handle either: ${whole.described}`)
      for (const value of [handle.slice(0, handle.indexOf('@')), handle.slice(0, -1)])
        await misses(context, 'a part of the handle', user, [{ type: 'handle', value }], leak[draft])
    },
  }),
  check({
    id: 'query.unknown-field',
    title: 'A query for a field that does not exist is reported as unsupportedField or forbidden',
    requirements: ['MIMI-IDQ-007'],
    roles,
    fails: 'A vCard property or OIDC claim that no registry has is searched for, and notFound or success reported.',
    async run(context) {
      const { peer, name, that } = context
      const value = name('nobody')
      allowed(context, await query(context, { type: 'handle', value: `im:${value}@mimicry.example` }), 'any query')
      for (const type of ['vcardField', 'oidcStdClaim'] as const) {
        const answer = await peer.identifierQuery({ elements: [{ type, name: 'no_such_field', value }] })
        that(answer.code === 'unsupportedField' || answer.code === 'forbidden', {
          expected: `code unsupportedField or forbidden for the ${type} no_such_field`,
          actual: describeAnswer(answer),
          // No status is said: one that refuses without a code refuses all the same.
          as: outcomeOf(answer) === 'refused' ? 'warn' : undefined,
          path: 'responseCode',
          exchange: answer,
        })
      }
    },
  }),
]

const combines = byDraft({ '01': false, '02ed': false, '06': true })

import type { CheckContext } from '../../src/check/context.js'
import { check } from '../../src/check/define.js'
import type { SearchElement } from '../../src/peers/requests.js'
import { facts, hits, misses, type Named, valueOf } from './asking.js'

type Hit = (value: string) => string

interface Exactness {
  id: string
  what: string
  type: SearchElement['type']
  fact: Named
  /** A part of the value. */
  part: Hit
}

/** Leaves the last character out. */
const shortened: Hit = (value) => value.slice(0, -1)
const beforeAt: Hit = (value) => value.slice(0, value.indexOf('@'))

/** What matches as a whole or not at all. */
const exact: readonly Exactness[] = [
  { id: 'handle', what: 'handle', type: 'handle', fact: ['handle'], part: beforeAt },
  { id: 'nick', what: 'nickname', type: 'nick', fact: ['nick'], part: shortened },
  { id: 'email', what: 'e-mail address', type: 'email', fact: ['email'], part: beforeAt },
  { id: 'phone', what: 'telephone number', type: 'phone', fact: ['phone'], part: shortened },
  { id: 'oidc-claim', what: 'OIDC claim', type: 'oidcStdClaim', fact: ['oidcStdClaim', 'given_name'], part: shortened },
  { id: 'vcard-property', what: 'vCard property', type: 'vcardField', fact: ['vcardField', 'ORG'], part: shortened },
]

const shared = { requirements: ['MIMI-IDQ-011'], roles: ['provider' as const], needs: ['createUser' as const] }

export default [
  ...exact.map(({ id, what, type, fact, part }) =>
    check({
      ...shared,
      id: `query.exact.${id}`,
      title: `A search for a ${what} finds whoever has exactly that`,
      fails: `A user is not found by the whole ${what}, or is found by a part of it.`,
      async run(context) {
        const user = await known(context, [fact])
        const value = valueOf(context, user, fact)
        const element = { type, name: fact[1] }
        await hits(context, `the whole ${what}`, user, [{ ...element, value }])
        await misses(context, `a part of the ${what}`, user, [{ ...element, value: part(value) }])
      },
    }),
  ),
  check({
    ...shared,
    id: 'query.exact.nick-in-handle',
    title: 'A search for a nickname finds the user part of a handle',
    fails: 'A user is not found by what stands between the scheme and the @ of the handle, searched for as nickname.',
    async run(context) {
      const user = await known(context, [['handle']])
      const handle = valueOf(context, user, ['handle'])
      if (!handle.includes('@')) context.skip(`the handle ${handle} has no user part before an @`)
      const value = beforeAt(handle).replace(/^[a-z][a-z0-9+.-]*:/i, '')
      await hits(context, 'the user part of the handle', user, [{ type: 'nick', value }])
    },
  }),
  check({
    ...shared,
    id: 'query.partial-name',
    title: 'A search by a part of a name ignores case, and looks at names only',
    fails: 'A user is not found by a part of a given or family name in another case, or is found by telephone number.',
    async run(context) {
      const names: Named[] = [
        ['oidcStdClaim', 'given_name'],
        ['oidcStdClaim', 'family_name'],
      ]
      const user = await known(context, [...names, ['phone']])
      for (const fact of names) {
        const value = otherCase(valueOf(context, user, fact).slice(1))
        await hits(context, `a part of the ${fact[1] ?? ''} in another case`, user, [{ type: 'partialName', value }])
      }
      const value = shortened(valueOf(context, user, ['phone']))
      await misses(context, 'a part of the telephone number, searched for as a name', user, [
        { type: 'partialName', value },
      ])
    },
  }),
  check({
    ...shared,
    id: 'query.whole-profile',
    title: 'A search over the whole profile finds a part of any searchable field',
    fails: 'A user whose whole profile may be searched is not found by a part of a name in it.',
    async run(context) {
      const fact: Named = ['oidcStdClaim', 'family_name']
      const user = await known(context, [fact])
      const value = valueOf(context, user, fact).slice(1)
      await hits(context, 'a part of the family name, over the whole profile', user, [{ type: 'wholeProfile', value }])
    },
  }),
]

/** A user who can be found by anything. */
function known(context: CheckContext, wanted: readonly Named[]) {
  return context.target.user({ devices: 0, consent: 'none', profile: facts(context, wanted) })
}

function otherCase(text: string): string {
  return text.replace(/[a-z]/gi, (letter) =>
    letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
  )
}

import { check, type Role } from '../../src/check/define.js'
import type { Action } from '../../src/transport/actions.js'
import { published } from './published.js'

/** The endpoints that every draft lists, and the position that cannot do without each. */
const base: readonly [Action, Role][] = [
  ['requestConsent', 'provider'],
  ['updateConsent', 'provider'],
  ['identifierQuery', 'provider'],
  ['notify', 'follower'],
  ['update', 'hub'],
  ['submitMessage', 'hub'],
  ['groupInfo', 'hub'],
]

const roles: Role[] = ['provider', 'follower', 'hub']

const listed = (action: Action) => `a directory that lists ${action}`

export default [
  check({
    id: 'directory.members.key-material',
    title: 'The directory lists keyMaterial',
    requirements: ['MIMI-DIR-003'],
    roles,
    fails: 'The directory has no member keyMaterial, though every provider hands out key material (4.3).',
    async run(context) {
      const { keys, answer } = await published(context)
      context.that(keys.includes('keyMaterial'), {
        expected: listed('keyMaterial'),
        actual: `it lists ${keys.join(', ') || 'nothing'}`,
        exchange: answer,
      })
    },
  }),
  check({
    id: 'directory.members.base',
    title: 'The directory lists the endpoints that all drafts have',
    requirements: ['MIMI-DIR-003'],
    roles,
    fails:
      'One of update, notify, submitMessage, groupInfo, requestConsent, updateConsent, identifierQuery is missing.',
    async run(context) {
      const { keys, answer } = await published(context)
      for (const [action, role] of base) {
        const claimed = context.claims.includes(role)
        context.that(keys.includes(action), {
          expected: listed(action),
          actual: `${action} is missing${claimed ? `, though the run claims the role ${role} for the target` : ''}`,
          as: claimed ? 'fail' : 'warn',
          exchange: answer,
        })
      }
    },
  }),
  check({
    id: 'directory.members.report-abuse',
    title: 'The directory lists reportAbuse',
    requirements: ['MIMI-DIR-004'],
    roles,
    fails: 'The directory has no member reportAbuse.',
    async run(context) {
      const { keys, answer } = await published(context)
      context.that(keys.includes('reportAbuse'), {
        expected: listed('reportAbuse'),
        actual: `it lists ${keys.join(', ')}`,
        as: context.claims.includes('hub') ? 'fail' : 'warn',
        exchange: answer,
      })
    },
  }),
  check({
    id: 'directory.members.proxy-download',
    title: 'The directory of a hub lists proxyDownload',
    requirements: ['MIMI-DIR-005'],
    roles,
    fails: 'A hub has no member proxyDownload, though members of its rooms fetch assets through it (5.10.2).',
    async run(context) {
      const { keys, answer } = await published(context)
      // Only hubs have to be proxies. Who lists what only a hub is asked for is taken for one, with less certainty.
      const hubLike = keys.includes('update') && keys.includes('submitMessage')
      context.that(keys.includes('proxyDownload'), {
        expected: listed('proxyDownload'),
        actual: `it lists ${keys.join(', ')}`,
        as: context.claims.includes('hub') ? 'fail' : hubLike ? 'warn' : 'observe',
        exchange: answer,
      })
    },
  }),
]

import { check } from '../../src/check/define.js'
import { type Action, actions } from '../../src/transport/actions.js'
import type { DirectoryProblemKind } from '../../src/transport/directory.js'
import { published } from './published.js'

const unusable: readonly DirectoryProblemKind[] = ['not-url', 'relative', 'not-https']
const misplaced: readonly DirectoryProblemKind[] = ['no-placeholder', 'several-placeholders']

/** What identifies these stands in the body too; for the others the text puts it into the path. */
const withoutNeed: readonly Action[] = ['requestConsent', 'updateConsent', 'identifierQuery']

export default [
  check({
    id: 'directory.urls.absolute',
    title: 'Every endpoint in the directory is an absolute HTTPS URL',
    requirements: ['MIMI-DIR-006'],
    roles: ['provider', 'follower', 'hub'],
    fails: 'A value in the directory is a path, has another scheme than https, or is no URL.',
    async run(context) {
      const { problems, answer } = await published(context)
      const found = problems.filter(({ kind }) => unusable.includes(kind))
      context.that(found.length === 0, {
        expected: 'absolute https URLs',
        actual: found.map(({ key, message, remedy }) => `${key}: ${message}; ${remedy}`).join('. '),
        exchange: answer,
      })
    },
  }),
  check({
    id: 'directory.urls.placeholder',
    title: 'Every URL in the directory has one placeholder',
    requirements: ['MIMI-DIR-007'],
    roles: ['provider', 'follower', 'hub'],
    fails: 'A URL has no {placeholder} or several, so that a peer cannot put the user, room or domain into it.',
    async run(context) {
      const { problems, templates, answer } = await published(context)
      const listed = actions.filter((each) => templates[each] !== undefined)
      if (listed.length === 0) context.skip('the directory lists no URL; judged by directory.present')
      for (const action of listed) {
        const problem = problems.find(({ key, kind }) => key === action && misplaced.includes(kind))
        context.that(!problem, {
          expected: `one {placeholder} in the URL of ${action}`,
          actual: `${problem?.message}; ${problem?.remedy}`,
          as: withoutNeed.includes(action) ? 'warn' : 'fail',
          exchange: answer,
        })
      }
    },
  }),
]

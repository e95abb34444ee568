import { invalidProposal } from '../../rules/policy/objections.js'
import { actsOfKind } from '../../rules/policy/situation.js'
import { judging } from '../kit/judging.js'

export const policyCombinedUpdatesRefused = judging({
  id: 'policy.combined-updates-refused',
  summary: 'takes updates of the list that do one thing only: give roles, remove or add',
  breaks: ['MIMI-POL-004'],
  drafts: ['06'],
  rules: ({ changesEachUserOnce: right }) => ({
    changesEachUserOnce(situation) {
      const kinds = (['setRole', 'removeUser', 'addUser'] as const).filter(
        (kind) => actsOfKind(situation, kind).length > 0,
      )
      return (
        right(situation) ?? (kinds.length > 1 ? invalidProposal(situation, 'one thing at a time', '7.5', []) : null)
      )
    },
  }),
})

import { judging } from '../kit/judging.js'
import { notAllowed } from '../../rules/policy/objections.js'

const managed: ReadonlySet<string> = new Set(['addUser', 'removeUser', 'setRole', 'setRoles'])

export const updateListByHub = judging({
  id: 'update.list-by-hub',
  summary: 'refuses commits that change the participant list or the roles: that is for its administrators',
  breaks: ['MIMI-UPD-001', 'MIMI-UPD-008'],
  rules: ({ changesEachUserOnce: right }) => ({
    changesEachUserOnce: (situation) =>
      right(situation) ??
      (situation.input.kind === 'commit' && situation.acts.some(({ kind }) => managed.has(kind))
        ? notAllowed(situation, 'users are managed elsewhere', '5.3')
        : null),
  }),
})

import { actsOfKind, actingRole } from '../../rules/policy/situation.js'
import { firstOf, notAllowed } from '../../rules/policy/objections.js'
import { judging } from '../kit/judging.js'

export const policyAddsByAdminsOnly = judging({
  id: 'policy.adds-by-admins-only',
  summary: 'lets nobody but admins add users, whatever the table of roles says',
  breaks: ['MIMI-POL-001', 'MIMI-POL-002', 'MIMI-POL-020', 'MIMI-POL-035', 'MIMI-POL-058'],
  rules: ({ addsUsersByRight: right }) => ({
    addsUsersByRight: (situation) =>
      right(situation) ??
      firstOf(actsOfKind(situation, 'addUser'), ({ by, user }) =>
        by.kind === 'user' && by.user !== user && actingRole(situation, by)?.name !== 'admin'
          ? notAllowed(situation, `${by.user} is no admin`, '3.1')
          : null,
      ),
  }),
})

import { firstOf, notAllowed } from '../../rules/policy/objections.js'
import { actsOfKind } from '../../rules/policy/situation.js'
import { judging } from '../kit/judging.js'

export const policyClientsRequired = judging({
  id: 'policy.clients-required',
  summary: 'adds users only together with a client of theirs',
  breaks: ['MIMI-POL-007', 'MIMI-ARC-002'],
  rules: ({ addsUsersByRight: right }) => ({
    addsUsersByRight: (situation) =>
      right(situation) ??
      firstOf(actsOfKind(situation, 'addUser'), ({ user }) =>
        situation.after.clients.some((client) => client.user === user)
          ? null
          : notAllowed(situation, `${user} has no client`, '5.3'),
      ),
  }),
})

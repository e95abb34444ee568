import { firstOf, notAllowed } from '../../rules/policy/objections.js'
import { concernsItself } from '../../rules/policy/powers.js'
import { actsOfKind } from '../../rules/policy/situation.js'
import { judging } from '../kit/judging.js'

export const policyOwnRemovalsRefused = judging({
  id: 'policy.own-removals-refused',
  summary: 'takes clients out only of users who leave the list',
  breaks: ['MIMI-POL-055'],
  drafts: ['06'],
  rules: () => ({
    removesOwnClientsByRight(situation) {
      const leaves = actsOfKind(situation, 'removeUser').map(({ user }) => user)
      return firstOf(actsOfKind(situation, 'removeClient'), ({ by, user }) =>
        concernsItself(by, user) && user !== null && !leaves.includes(user)
          ? notAllowed(situation, `${user} has to leave the list, too`, '5.3')
          : null,
      )
    },
  }),
})

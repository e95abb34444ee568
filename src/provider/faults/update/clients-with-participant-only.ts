import { judging } from '../kit/judging.js'
import { firstOf, notAllowed } from '../../rules/policy/objections.js'
import { actsOfKind, isListed } from '../../rules/policy/situation.js'

export const updateClientsWithParticipantOnly = judging({
  id: 'update.clients-with-participant-only',
  summary: 'adds clients only in the commit that lists their user',
  breaks: ['MIMI-UPD-009'],
  rules: ({ addsOthersClientsByRight: right }) => ({
    addsOthersClientsByRight: (situation) =>
      right(situation) ??
      firstOf(actsOfKind(situation, 'addClient'), ({ user }) =>
        user !== null && isListed(situation, user)
          ? notAllowed(situation, `${user} has been added before`, '5.3')
          : null,
      ),
  }),
})

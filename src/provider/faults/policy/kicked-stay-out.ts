import { notAllowed } from '../../rules/policy/objections.js'
import { judging } from '../kit/judging.js'

export const policyKickedStayOut = judging({
  id: 'policy.kicked-stay-out',
  summary: 'lets users whose clients were all taken out come back only when somebody adds them',
  breaks: ['MIMI-POL-026'],
  drafts: ['06'],
  rules: ({ addsOwnClientsByRight: right }) => ({
    addsOwnClientsByRight(situation) {
      const { committer, external, room } = situation.input
      const absent = committer?.kind === 'user' && room.members.every(({ user }) => user !== committer.user)
      return right(situation) ?? (external && absent ? notAllowed(situation, 'it has to be added', '5.6') : null)
    },
  }),
})

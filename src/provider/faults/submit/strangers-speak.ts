import { authorityOf } from '../../uri.js'
import { submission } from '../kit/submission.js'

export const submitStrangersSpeak = submission({
  id: 'submit.strangers-speak',
  summary: 'lets everybody of a provider speak of which somebody is in the room',
  breaks: ['MIMI-SUB-005', 'MIMI-SUB-007'],
  drafts: ['02ed', '06'],
  rules: ({ active }) => ({
    active: (room, user) =>
      room.members.some((member) => active(room, member.user) && authorityOf(member.user) === authorityOf(user)),
    maySpeak: () => true,
  }),
})

import { following } from '../kit/following.js'

export const fanoutAnyAnswerTaken = following({
  id: 'fanout.any-answer-taken',
  summary: 'takes any answer of a follower for an acknowledgement',
  breaks: ['MIMI-NTF-023'],
  rules: () => ({ taken: (status) => status > 0 }),
})

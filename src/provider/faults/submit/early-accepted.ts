import { submission } from '../kit/submission.js'

export const submitEarlyAccepted = submission({
  id: 'submit.early-accepted',
  summary: 'takes messages for the epoch after the current one',
  breaks: ['MIMI-SUB-008'],
  rules: ({ timely }) => ({
    timely(epoch, current, tolerance) {
      const judged = timely(epoch, current, tolerance)
      return judged === 'ahead' ? 'in time' : judged
    },
  }),
})

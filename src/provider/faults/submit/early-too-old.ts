import { submission } from '../kit/submission.js'

export const submitEarlyTooOld = submission({
  id: 'submit.early-too-old',
  summary: 'answers messages for the epoch after the current one with epochTooOld',
  breaks: ['MIMI-SUB-008'],
  rules: ({ timely }) => ({ timely: (...of) => (timely(...of) === 'in time' ? 'in time' : 'too old') }),
})

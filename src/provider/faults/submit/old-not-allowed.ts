import { submission } from '../kit/submission.js'

export const submitOldNotAllowed = submission({
  id: 'submit.old-not-allowed',
  summary: 'answers messages of past epochs with notAllowed',
  breaks: ['MIMI-SUB-009'],
  rules: ({ timely }) => ({ timely: (...of) => (timely(...of) === 'in time' ? 'in time' : 'ahead') }),
})

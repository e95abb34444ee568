import { submission } from '../kit/submission.js'

export const submitAnyGroup = submission({
  id: 'submit.any-group',
  summary: 'takes messages of any group, and sends them on',
  breaks: ['MIMI-SUB-012', 'MIMI-SUB-011'],
  rules: () => ({ ofRoom: () => true }),
})

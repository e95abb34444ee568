import { answering } from '../kit/answering.js'

export const submitRefusedBare403 = answering({
  id: 'submit.refused-bare-403',
  summary: 'refuses messages with 403 and nothing else',
  breaks: ['MIMI-SUB-007', 'MIMI-SUB-008', 'MIMI-SUB-009'],
  action: 'submitMessage',
  answer: (body, otherwise) => (body[1] === 0 ? otherwise(body) : { status: 403 }),
})

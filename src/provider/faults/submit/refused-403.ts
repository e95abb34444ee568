import { answering } from '../kit/answering.js'

export const submitRefused403 = answering({
  id: 'submit.refused-403',
  summary: 'refuses messages with 403 besides the code',
  breaks: ['MIMI-SUB-001'],
  action: 'submitMessage',
  answer: (body, otherwise) => (body[1] === 0 ? otherwise(body) : { ...otherwise(body), status: 403 }),
})

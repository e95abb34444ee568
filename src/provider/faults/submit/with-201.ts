import { answering } from '../kit/answering.js'

export const submitWith201 = answering({
  id: 'submit.with-201',
  summary: 'answers messages with 201 instead of 200',
  breaks: ['MIMI-SUB-001'],
  action: 'submitMessage',
  answer: (body, otherwise) => ({ ...otherwise(body), status: 201 }),
})

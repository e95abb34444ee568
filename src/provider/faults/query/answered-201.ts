import { answering } from '../kit/answering.js'

export const queryWith201 = answering({
  id: 'query.answered-201',
  summary: 'answers queries 201, as if they created something',
  breaks: ['MIMI-IDQ-001'],
  action: 'identifierQuery',
  answer: (body, otherwise) => ({ ...otherwise(body), status: 201 }),
})

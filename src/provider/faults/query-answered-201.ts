import { answeredQuery } from './kit/answered-query.js'

export const queryWith201 = answeredQuery({
  id: 'query.answered-201',
  summary: 'answers queries 201, as if they created something',
  breaks: ['MIMI-IDQ-001'],
  answer: (body, otherwise) => ({ ...otherwise(body), status: 201 }),
})

import { answeredQuery } from './kit/answered-query.js'

export const alwaysSuccess = answeredQuery({
  id: 'query.always-success',
  summary: 'answers a query without matches success, with empty lists',
  breaks: ['MIMI-IDQ-004'],
  answer: (body, otherwise) => otherwise(body[0] === 1 ? body.with(0, 0) : body),
})

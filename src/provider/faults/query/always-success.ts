import { answering } from '../kit/answering.js'

export const alwaysSuccess = answering({
  id: 'query.always-success',
  summary: 'answers a query without matches success, with empty lists',
  breaks: ['MIMI-IDQ-004'],
  action: 'identifierQuery',
  answer: (body, otherwise) => otherwise(body[0] === 1 ? body.with(0, 0) : body),
})

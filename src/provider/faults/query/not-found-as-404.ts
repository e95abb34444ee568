import { answering } from '../kit/answering.js'

export const notFoundAs404 = answering({
  id: 'query.not-found-as-404',
  summary: 'answers a query without matches 404, without a body',
  breaks: ['MIMI-IDQ-001'],
  action: 'identifierQuery',
  answer: (body, otherwise) => (body[0] === 1 ? { status: 404 } : otherwise(body)),
})

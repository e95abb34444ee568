import { answeredQuery } from './kit/answered-query.js'

export const notFoundAs404 = answeredQuery({
  id: 'query.not-found-as-404',
  summary: 'answers a query without matches 404, without a body',
  breaks: ['MIMI-IDQ-001'],
  answer: (body, otherwise) => (body[0] === 1 ? { status: 404 } : otherwise(body)),
})

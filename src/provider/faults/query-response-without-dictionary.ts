import { answeredQuery } from './kit/answered-query.js'

export const responseWithoutDictionary = answeredQuery({
  id: 'query.response-without-dictionary',
  summary: 'answers queries as older drafts do, without the extension dictionary',
  breaks: ['MIMI-IDQ-013'],
  drafts: ['06'],
  answer: (body, otherwise) => otherwise(body.subarray(0, -1)),
})

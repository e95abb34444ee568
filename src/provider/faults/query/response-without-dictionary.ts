import { answering } from '../kit/answering.js'

export const responseWithoutDictionary = answering({
  id: 'query.response-without-dictionary',
  summary: 'answers queries as older drafts do, without the extension dictionary',
  breaks: ['MIMI-COD-024', 'MIMI-IDQ-013'],
  drafts: ['06'],
  action: 'identifierQuery',
  answer: (body, otherwise) => otherwise(body.subarray(0, -1)),
})

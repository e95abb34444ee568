import { answering } from '../kit/answering.js'

export const groupInfoWith201 = answering({
  id: 'group-info.with-201',
  summary: 'answers requests for group info with 201',
  breaks: ['MIMI-GRP-001'],
  action: 'groupInfo',
  answer: (body, otherwise) => ({ ...otherwise(body), status: 201 }),
})

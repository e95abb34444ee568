import { answering } from '../kit/answering.js'

export const keysWith201 = answering({
  id: 'key-material.answered-201',
  summary: 'answers key material requests with 201 Created',
  breaks: ['MIMI-KEY-002'],
  action: 'keyMaterial',
  answer: (body, otherwise) => ({ ...otherwise(body), status: 201 }),
})

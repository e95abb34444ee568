import { answering } from '../kit/answering.js'

export const updateWith201 = answering({
  id: 'update.with-201',
  summary: 'answers updates with 201',
  breaks: ['MIMI-UPD-002'],
  action: 'update',
  answer: (body) => ({ status: 201, body }),
})

import { composing } from '../kit/composing.js'

export const partialAsSuccess = composing({
  id: 'key-material.partial-as-success',
  summary: 'says success as soon as one client is supplied',
  breaks: ['MIMI-KEY-010', 'MIMI-KEY-011'],
  compose: (right) => (right.userStatus === 'partialSuccess' ? { ...right, userStatus: 'success' } : right),
})

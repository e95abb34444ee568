import { composing } from '../kit/composing.js'

export const firstClientOnly = composing({
  id: 'key-material.first-client-only',
  summary: "supplies only the first of a user's clients and calls that success",
  breaks: ['MIMI-KEY-010'],
  compose: (right) => (right.userStatus === 'success' ? { ...right, clients: right.clients.slice(0, 1) } : right),
})

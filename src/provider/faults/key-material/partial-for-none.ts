import { composing } from '../kit/composing.js'

export const partialForNone = composing({
  id: 'key-material.partial-for-none',
  summary: 'says partialSuccess when no client has a key package left',
  breaks: ['MIMI-KEY-013', 'MIMI-KEY-015'],
  compose: (right) =>
    right.userStatus === 'noCompatibleMaterial' ? { ...right, userStatus: 'partialSuccess' } : right,
})

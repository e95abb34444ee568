import { composing } from '../kit/composing.js'

export const deletedAsIncompatible = composing({
  id: 'key-material.deleted-as-incompatible',
  summary: 'says of a deleted user that it has no compatible key material',
  breaks: ['MIMI-KEY-028'],
  compose: (right) => (right.userStatus === 'userDeleted' ? { ...right, userStatus: 'noCompatibleMaterial' } : right),
})

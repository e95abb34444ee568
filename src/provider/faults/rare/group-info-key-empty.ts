import { some } from '../kit/fields.js'
import { stumbling } from '../kit/stumbling.js'

export const groupInfoKeyEmpty = stumbling({
  id: 'group-info.key-empty',
  summary: 'fails when the signature key of a request is empty',
  breaks: ['MIMI-GRP-002'],
  action: 'groupInfo',
  over: some(/^requestingSignatureKey$/, ({ length }) => length === 0),
})

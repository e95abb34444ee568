import { some } from '../kit/fields.js'
import { stumbling } from '../kit/stumbling.js'

export const requesterOf64 = stumbling({
  id: 'key-material.requester-of-64',
  summary: 'fails when the URI of the requesting user has exactly 64 bytes',
  breaks: ['MIMI-KEY-002'],
  action: 'keyMaterial',
  over: some(/^requestingUser\.uri$/, ({ length }) => length === 64),
})

import { some } from '../kit/fields.js'
import { stumbling } from '../kit/stumbling.js'

export const codeOf256 = stumbling({
  id: 'group-info.code-of-256',
  summary: 'fails when a joining code has more than 255 bytes',
  breaks: ['MIMI-GRP-006'],
  action: 'groupInfo',
  over: some(/^joiningCode$/, ({ length }) => length > 255),
})

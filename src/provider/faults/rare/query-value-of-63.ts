import { some } from '../kit/fields.js'
import { stumbling } from '../kit/stumbling.js'

export const queryValueOf63 = stumbling({
  id: 'query.value-of-63',
  summary: 'fails when a value that is searched for has exactly 63 bytes',
  breaks: ['MIMI-IDQ-001'],
  action: 'identifierQuery',
  over: some(/searchValue$/, ({ length }) => length === 63),
})

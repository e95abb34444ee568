import { some } from '../kit/fields.js'
import { cut, stumbling } from '../kit/stumbling.js'

export const noteOf16384 = stumbling({
  id: 'abuse.note-of-16384',
  summary: 'drops the connection when the note of a report takes four bytes for its length',
  breaks: ['MIMI-ABU-002'],
  drafts: ['02ed', '06'],
  action: 'reportAbuse',
  over: some(/^note$/, ({ length }) => length >= 16_384),
  reply: cut,
})

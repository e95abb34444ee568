import { UpdateRoomResponse } from '../../../wire/update.js'
import { answering } from '../kit/answering.js'
import { replacedAt } from '../kit/mending.js'

const text = Buffer.from('hier gibt es dafür keinen Raum', 'latin1')

export const stringLatin1 = answering({
  id: 'codec.string-latin1',
  summary: 'writes texts in Latin-1',
  breaks: ['MIMI-COD-014'],
  action: 'update',
  answer: (body, otherwise) => otherwise(replacedAt(UpdateRoomResponse['06'], body, 'errorDescription', () => text)),
})

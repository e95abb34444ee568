import { UpdateRoomResponse } from '../../wire/update.js'
import { fault } from '../fault.js'
import { replacedAt } from './kit/mending.js'

const text = Buffer.from('hier gibt es dafür keinen Raum', 'latin1')

export const stringLatin1 = fault({
  id: 'codec.string-latin1',
  summary: 'writes texts in Latin-1',
  breaks: ['MIMI-COD-014'],
  apply: (ports) => ({
    ...ports,
    encoder: {
      ...ports.encoder,
      answered: (action, body) =>
        ports.encoder.answered(
          action,
          action === 'update' ? replacedAt(UpdateRoomResponse['06'], body, 'errorDescription', () => text) : body,
        ),
    },
  }),
})

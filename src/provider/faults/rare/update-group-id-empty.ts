import { some } from '../kit/fields.js'
import { cut, stumbling } from '../kit/stumbling.js'

export const updateGroupIdEmpty = stumbling({
  id: 'update.group-id-empty',
  summary: 'drops the connection when the group of a handshake has an empty id',
  breaks: ['MIMI-UPD-039'],
  action: 'update',
  over: some(/proposalOrCommit\.(public_message\.)?content\.group_id$/, ({ length }) => length === 0),
  reply: cut,
})

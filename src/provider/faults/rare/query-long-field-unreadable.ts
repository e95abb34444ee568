import { fault } from '../../fault.js'
import { spans } from '../../../codec/index.js'
import { IdentifierResponse } from '../../../wire/identifier-query.js'
import { before } from '../kit/requested.js'

export const queryLongFieldUnreadable = fault({
  id: 'query.long-field-unreadable',
  summary: 'writes the length of what it tells of a user in one byte, also from 64 bytes on',
  breaks: ['MIMI-IDQ-012'],
  foundBy: 'endpoint',
  apply: (ports) =>
    before(ports, 'identifierQuery', async (request, serve) => {
      const reply = await serve(request)
      if (!('status' in reply) || !reply.body || reply.status !== 200) return reply
      const { spans: found } = spans(IdentifierResponse[ports.draft], reply.body)
      const long = found.find(
        ({ path, type, length }) => path.endsWith('fieldValue') && type === 'length' && length > 1,
      )
      if (!long) return reply
      return {
        ...reply,
        body: Buffer.concat([reply.body.subarray(0, long.offset), reply.body.subarray(long.offset + 1)]),
      }
    }),
})

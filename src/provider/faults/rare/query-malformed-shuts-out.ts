import { encode } from '../../../codec/index.js'
import { IdentifierResponse } from '../../../wire/identifier-query.js'
import { fault } from '../../fault.js'
import { before } from '../kit/requested.js'

export const queryMalformedShutsOut = fault({
  id: 'query.malformed-shuts-out',
  summary: 'forbids the query that follows a malformed one of the same provider',
  breaks: ['MIMI-IDQ-003'],
  foundBy: 'endpoint',
  apply(ports) {
    const shutOut = new Set<string>()
    const nothing = { uri: [], foundProfiles: [], id_response_extensions: { component_data: [] } }
    return before(ports, 'identifierQuery', async (request, serve) => {
      const from = request.from.join()
      const reply = await serve(request)
      if ('status' in reply && reply.status === 400) shutOut.add(from)
      else if (shutOut.delete(from)) {
        const answer = { responseCode: 'forbidden', ...nothing }
        return ports.encoder.answered('identifierQuery', encode<unknown>(IdentifierResponse[ports.draft], answer))
      }
      return reply
    })
  },
})

import { fault } from '../../fault.js'
import { before } from '../kit/requested.js'
import { crash } from '../kit/stumbling.js'

const room = 100

export const consentRequestsOf100 = fault({
  id: 'consent.requests-of-100',
  summary: 'has room for a hundred consent requests and fails at every further one',
  breaks: ['MIMI-CON-003'],
  foundBy: 'endpoint',
  apply(ports) {
    let taken = 0
    return before(ports, 'requestConsent', async (request, serve) => {
      const reply = await serve(request)
      const accepted = 'status' in reply && reply.status === 201
      return accepted && ++taken > room ? crash : reply
    })
  },
})

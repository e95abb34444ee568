import { fault } from '../../fault.js'
import { before } from '../kit/requested.js'

const slowMs = 15_000

export const queryTiredAfter100 = fault({
  id: 'query.tired-after-100',
  summary: 'takes fifteen seconds for each query after the hundredth',
  breaks: ['MIMI-IDQ-001'],
  foundBy: 'endpoint',
  apply(ports) {
    let count = 0
    return before(ports, 'identifierQuery', async (request, serve) => {
      const reply = await serve(request)
      return ++count > 100 ? { ...reply, delayMs: slowMs } : reply
    })
  },
})

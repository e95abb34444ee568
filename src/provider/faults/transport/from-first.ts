import { arriving } from '../kit/arriving.js'

export const fromFirst = arriving({
  id: 'transport.from-first',
  summary: 'takes the first of several From headers',
  breaks: ['MIMI-TRN-009'],
  arrive: (request, serve) => serve({ ...request, from: request.from.slice(0, 1) }),
})

import { arriving } from '../kit/arriving.js'

export const fromCaseSensitive = arriving({
  id: 'transport.from-case-sensitive',
  summary: 'does not know a provider whose From is written in capitals',
  breaks: ['MIMI-TRN-018'],
  arrive: (request, serve) =>
    request.from.every((value) => value === value.toLowerCase()) ? serve(request) : { status: 403 },
})

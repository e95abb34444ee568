import { headerValues } from '../../../transport/exchange.js'
import { arriving } from '../kit/arriving.js'

export const mediaTypeRequired = arriving({
  id: 'transport.media-type-required',
  summary: 'refuses every body that is not application/octet-stream with 415',
  breaks: ['MIMI-TRN-020'],
  arrive(request, serve) {
    const [type = ''] = headerValues(request, 'content-type')
    if (request.body.length === 0 || type === 'application/octet-stream') return serve(request)
    return { status: 415, headers: [['Accept', 'application/octet-stream']] }
  },
})

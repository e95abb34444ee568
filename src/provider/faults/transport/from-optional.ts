import { arriving } from '../kit/arriving.js'

export const fromOptional = arriving({
  id: 'transport.from-optional',
  summary: 'takes the source provider from the certificate where there is no From',
  breaks: ['MIMI-TRN-008'],
  arrive(request, serve) {
    const [domain] = request.tls?.certificate?.sans ?? []
    return serve(request.from.length > 0 || !domain ? request : { ...request, from: [`mimi@${domain}`] })
  },
})

import { hostDomain, parseFrom } from '../../../transport/names.js'
import { arriving } from '../kit/arriving.js'

const base = '/v1/identifierQuery/'

export const queryAskersDomain = arriving({
  id: 'directory.askers-domain',
  summary: 'expects the domain of the asking provider in the path of a query',
  breaks: ['MIMI-DIR-015'],
  arrive(request, serve) {
    const { path, from, host } = request
    const sender = parseFrom(from)
    if (!path.startsWith(base) || !sender.ok) return serve(request)
    const named = path.slice(base.length) === sender.domain ? hostDomain(host) : 'nobody.example'
    return serve({ ...request, path: `${base}${named}` })
  },
})

import { arriving } from '../kit/arriving.js'

const base = '/v1/keyMaterial/'

export const pathBareOnly = arriving({
  id: 'directory.bare-path-only',
  summary: 'finds users by a bare path such as /v1/keyMaterial/a.example/u/alice and no percent-encoded URI',
  breaks: ['MIMI-DIR-010'],
  drafts: ['06'],
  arrive(request, serve) {
    const { path } = request
    if (!path.startsWith(base)) return serve(request)
    if (path.includes('%')) return { status: 404 }
    return serve({ ...request, path: base + encodeURIComponent(`mimi://${path.slice(base.length)}`) })
  },
})

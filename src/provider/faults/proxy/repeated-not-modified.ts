import { fault } from '../../fault.js'

export const proxyRepeatedNotModified = fault({
  id: 'proxy.repeated-not-modified',
  summary: 'answers 304 to whoever downloads an asset that somebody has downloaded before',
  breaks: ['MIMI-PXY-006'],
  drafts: ['06'],
  apply(ports) {
    const seen = new Set<string>()
    return {
      ...ports,
      front: {
        ...ports.front,
        answer: (request, serve) =>
          ports.front.answer(request, (each) => {
            if (!each.path.startsWith('/v1/proxyDownload/')) return serve(each)
            if (seen.has(each.path)) return { status: 304 }
            seen.add(each.path)
            return serve(each)
          }),
      },
    }
  },
})

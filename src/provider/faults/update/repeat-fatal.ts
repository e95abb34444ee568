import { arriving } from '../kit/arriving.js'

const seen = new Map<string, Set<string>>()
const lost = new Set<string>()

export const updateRepeatFatal = arriving({
  id: 'update.repeat-fatal',
  summary: 'loses a room when an update for it comes a second time',
  breaks: ['MIMI-UPD-028'],
  arrive(request, serve) {
    const { path, body } = request
    if (!path.includes('/update/')) return serve(request)
    const known = seen.get(path) ?? new Set()
    seen.set(path, known)
    const text = Buffer.from(body).toString('base64')
    if (known.has(text)) lost.add(path)
    known.add(text)
    return serve(lost.has(path) ? { ...request, path: `${path}-lost` } : request)
  },
})

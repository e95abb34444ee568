import { arriving } from '../kit/arriving.js'
import { crash } from '../kit/stumbling.js'

export const transportNulInPath = {
  ...arriving({
    id: 'transport.nul-in-path',
    summary: 'fails when what stands in the path has a NUL in it',
    breaks: ['MIMI-DIR-011'],
    arrive: (request, serve) => (request.path.includes('%00') ? crash : serve(request)),
  }),
  foundBy: 'endpoint' as const,
}

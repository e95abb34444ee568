import { fault } from '../../fault.js'
import { before } from '../kit/requested.js'
import { crash } from '../kit/stumbling.js'

export const notifyEvery100th = fault({
  id: 'notify.every-100th',
  summary: 'fails at every hundredth notify',
  breaks: ['MIMI-NTF-017'],
  foundBy: 'endpoint',
  apply(ports) {
    let count = 0
    return before(ports, 'notify', (request, serve) => (++count % 100 === 0 ? crash : serve(request)))
  },
})

import { fault } from '../../fault.js'
import { before } from '../kit/requested.js'
import { cut } from '../kit/stumbling.js'

export const notifyBodyOf65536 = fault({
  id: 'notify.body-of-65536',
  summary: 'drops the connection of a notify of 64 KiB or more',
  breaks: ['MIMI-NTF-017'],
  foundBy: 'endpoint',
  apply: (ports) => before(ports, 'notify', (request, serve) => (request.body.length >= 65_536 ? cut : serve(request))),
})

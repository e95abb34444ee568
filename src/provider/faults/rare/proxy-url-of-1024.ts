import { fault } from '../../fault.js'
import { before, subjectOf } from '../kit/requested.js'
import { crash } from '../kit/stumbling.js'

export const proxyUrlOf1024 = fault({
  id: 'proxy.url-of-1024',
  summary: 'fails when the URL of an asset has 1024 characters or more',
  breaks: ['MIMI-PXY-007'],
  drafts: ['06'],
  foundBy: 'endpoint',
  apply: (ports) =>
    before(ports, 'proxyDownload', (request, serve) => (subjectOf(request).length >= 1024 ? crash : serve(request))),
})

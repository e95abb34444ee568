import { downloading } from '../kit/downloading.js'

export const proxyQueryDropped = downloading({
  id: 'proxy.query-dropped',
  summary: 'asks for an asset without the query of its URL',
  breaks: ['MIMI-PXY-007'],
  download: (url, serve) => serve(url.split('?')[0] ?? url),
})

import { downloading } from '../kit/downloading.js'

export const proxySlashesMerged = downloading({
  id: 'proxy.slashes-merged',
  summary: 'merges slashes that follow one another in an asset URL, as web servers do in paths',
  breaks: ['MIMI-PXY-007'],
  download: (url, serve) => serve(url.replaceAll(/(?<!:)\/{2,}/g, '/')),
})

import { downloading } from '../kit/downloading.js'

export const proxyDecodedTwice = downloading({
  id: 'proxy.decoded-twice',
  summary: 'decodes the asset URL in its path once too often',
  breaks: ['MIMI-PXY-007'],
  download: (url, serve) => serve(decodeURIComponent(url)),
})

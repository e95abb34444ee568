import { downloading } from '../kit/downloading.js'

export const proxySchemeIgnored = downloading({
  id: 'proxy.scheme-ignored',
  summary: 'puts https: in the place of whatever scheme an asset URL has',
  breaks: ['MIMI-PXY-009'],
  download: (url, serve) => serve(url.replace(/^(http|ftp):/, 'https:')),
})

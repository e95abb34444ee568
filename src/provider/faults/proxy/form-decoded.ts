import { downloading } from '../kit/downloading.js'

export const proxyFormDecoded = downloading({
  id: 'proxy.form-decoded',
  summary: 'decodes the asset URL as if it came from a form: a plus sign becomes a space',
  breaks: ['MIMI-PXY-007'],
  download: (url, serve) => serve(url.replaceAll('+', '%20')),
})

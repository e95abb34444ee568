import { downloading } from '../kit/downloading.js'

export const proxyUnavailable = downloading({
  id: 'proxy.unavailable',
  summary: 'publishes proxyDownload without implementing it',
  breaks: ['MIMI-PXY-001'],
  download: () => ({ status: 501 }),
})

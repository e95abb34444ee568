import { downloading } from '../kit/downloading.js'

export const proxyPlaceholder = downloading({
  id: 'proxy.placeholder',
  summary: 'answers with a placeholder image and means to fetch the asset later',
  breaks: ['MIMI-PXY-001', 'MIMI-PXY-003'],
  download: () => ({ status: 200, headers: [['Content-Type', 'image/gif']], body: Buffer.from('GIF89a') }),
})

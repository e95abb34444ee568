import { fromHeader } from '../../../transport/names.js'
import { proxying } from '../kit/proxying.js'

export const proxyFromTold = proxying({
  id: 'proxy.from-told',
  summary: "passes the downloading provider's From on to the asset host",
  breaks: ['MIMI-PXY-005'],
  rules: () => ({ headers: (downloader) => [['From', fromHeader(downloader)]] }),
})

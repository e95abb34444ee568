import { proxying } from '../kit/proxying.js'

export const proxyForwardedTold = proxying({
  id: 'proxy.forwarded-told',
  summary: 'tells the asset host in X-Forwarded-For which address it fetches the asset for, as proxies are wont to',
  breaks: ['MIMI-PXY-005'],
  rules: () => ({ headers: () => [['X-Forwarded-For', '127.0.0.1']] }),
})

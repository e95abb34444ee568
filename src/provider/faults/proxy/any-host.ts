import { proxying } from '../kit/proxying.js'

export const proxyAnyHost = proxying({
  id: 'proxy.any-host',
  summary: 'fetches whatever URL it is asked for: an open proxy',
  breaks: ['MIMI-PXY-002'],
  rules: () => ({ reaches: () => true }),
})

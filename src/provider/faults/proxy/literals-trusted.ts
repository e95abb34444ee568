import { isIP } from 'node:net'
import { proxying } from '../kit/proxying.js'

export const proxyLiteralsTrusted = proxying({
  id: 'proxy.literals-trusted',
  summary: 'lets addresses and localhost pass, which name no domain that it could look up',
  breaks: ['MIMI-PXY-002'],
  rules: (right) => ({
    reaches: (url, peers) =>
      isIP(url.hostname.replace(/^\[|\]$/g, '')) > 0 || url.hostname === 'localhost' || right.reaches(url, peers),
  }),
})

import { proxying } from '../kit/proxying.js'

export const proxyAnyPeer = proxying({
  id: 'proxy.any-peer',
  summary: 'takes every host of a peer for its asset host',
  breaks: ['MIMI-PXY-002'],
  rules: () => ({ reaches: ({ hostname }, peers) => peers.some(({ domain }) => domain.toLowerCase() === hostname) }),
})

import { proxying } from '../kit/proxying.js'

export const proxyHostByPrefix = proxying({
  id: 'proxy.host-by-prefix',
  summary: 'compares the beginning of the URL with that of asset hosts, and is led on by what stands before an at sign',
  breaks: ['MIMI-PXY-002'],
  rules: () => ({
    reaches: ({ href }, peers) =>
      peers.some(({ assetHost, domain }) => assetHost && href.startsWith(`https://${domain.toLowerCase()}`)),
  }),
})

import { proxying } from '../kit/proxying.js'

export const proxyHostAnywhere = proxying({
  id: 'proxy.host-anywhere',
  summary: 'is content with an asset host anywhere in the URL',
  breaks: ['MIMI-PXY-002'],
  rules: () => ({
    reaches: ({ href }, peers) =>
      peers.some(({ assetHost, domain }) => assetHost && href.includes(domain.toLowerCase())),
  }),
})

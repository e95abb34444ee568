import { fault } from '../../fault.js'

export const proxyAskedAtAssetHost = fault({
  id: 'proxy.asked-at-asset-host',
  summary: "asks the asset's own provider for a proxied download, past the hub of the room",
  breaks: ['MIMI-PXY-014'],
  drafts: ['06'],
  apply: (ports) => ({
    ...ports,
    client: { ...ports.client, downloadsFrom: (_room, asset) => new URL(asset).hostname },
  }),
})

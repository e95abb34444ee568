import { downloading } from '../kit/downloading.js'
import { crash } from '../kit/stumbling.js'

export const proxyUrlOf1024 = {
  ...downloading({
    id: 'proxy.url-of-1024',
    summary: 'fails when the URL of an asset has 1024 characters or more',
    breaks: ['MIMI-PXY-007'],
    download: (url, serve) => (url.length >= 1024 ? crash : serve(url)),
  }),
  foundBy: 'endpoint' as const,
}

import { downloading } from '../kit/downloading.js'

export const proxyLatin1Escapes = downloading({
  id: 'proxy.latin1-escapes',
  summary: 'writes the letters of an asset URL anew, escaped as Latin-1',
  breaks: ['MIMI-PXY-007'],
  download: (url, serve) =>
    serve(
      url.replaceAll(
        /%C3%([89AB][0-9A-F])/gi,
        (_, low: string) => `%${(Number.parseInt(low, 16) + 0x40).toString(16)}`,
      ),
    ),
})

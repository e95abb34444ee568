import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { downloading } from '../kit/downloading.js'

export const proxyLocalFiles = downloading({
  id: 'proxy.local-files',
  summary: 'hands the URL to a library that reads file: and data: URLs as well',
  breaks: ['MIMI-PXY-002'],
  async download(url, serve) {
    if (url.startsWith('file:')) return { status: 200, body: await readFile(fileURLToPath(url)) }
    if (url.startsWith('data:')) return { status: 200, body: Buffer.from(decodeURIComponent(url.split(',')[1] ?? '')) }
    return serve(url)
  },
})

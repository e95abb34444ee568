import { published } from '../kit/published.js'

export const directoryWithoutProxy = published({
  id: 'directory.proxy-download-missing',
  summary: 'publishes a directory without proxyDownload',
  breaks: ['MIMI-DIR-005'],
  drafts: ['06'],
  publish({ proxyDownload: _missing, ...others }) {
    return others
  },
})

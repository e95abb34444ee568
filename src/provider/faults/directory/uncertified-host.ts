import { eachUrl, published } from '../kit/published.js'

export const directoryElsewhere = published({
  id: 'directory.uncertified-host',
  summary: 'publishes URLs at a host that its certificate does not name',
  breaks: ['MIMI-TRN-014'],
  publish: (document) => eachUrl(document, (url) => url.replace('https://', 'https://mimi.')),
})

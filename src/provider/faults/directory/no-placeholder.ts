import { eachUrl, published } from '../kit/published.js'

export const directoryNoPlaceholder = published({
  id: 'directory.no-placeholder',
  summary: 'publishes the URL of keyMaterial without a placeholder for the user',
  breaks: ['MIMI-DIR-007'],
  publish: (document) => eachUrl(document, (url, key) => (key === 'keyMaterial' ? url.replace(/\/\{\w+\}$/, '') : url)),
})

import { eachUrl, published } from '../kit/published.js'

export const directoryClearUrls = published({
  id: 'directory.http-urls',
  summary: 'publishes http: URLs, as a server behind a proxy that ends TLS may do',
  breaks: ['MIMI-DIR-006'],
  publish: (document) => eachUrl(document, (url) => url.replace('https:', 'http:')),
})

import { published } from '../kit/published.js'

export const directoryAsObjects = published({
  id: 'directory.members-as-objects',
  summary: 'describes each endpoint with an object in place of its URL',
  breaks: ['MIMI-DIR-002'],
  publish: (document) => Object.fromEntries(Object.entries(document).map(([key, url]) => [key, { url }])),
})

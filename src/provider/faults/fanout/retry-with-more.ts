import { following } from '../kit/following.js'

export const fanoutRetryWithMore = following({
  id: 'fanout.retry-with-more',
  summary: 'puts another event behind the one that it sends again',
  breaks: ['MIMI-NTF-025'],
  rules: ({ body }) => ({
    body: (event, tries) => (tries > 1 ? Uint8Array.from([...body(event, tries), ...body(event, 1)]) : body(event, 1)),
  }),
})

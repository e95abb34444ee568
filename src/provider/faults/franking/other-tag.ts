import { createHash } from 'node:crypto'
import { franking } from '../kit/franking.js'

export const frankingOtherTag = franking({
  id: 'franking.other-tag',
  summary: 'puts a hash of the franking tag into the frank',
  breaks: ['MIMI-FRK-009'],
  drafts: ['02ed'],
  rules: ({ frank }) => ({
    frank: {
      ...frank,
      '02ed': (marked) => frank['02ed']({ ...marked, tag: createHash('sha256').update(marked.tag).digest() }),
    },
  }),
})

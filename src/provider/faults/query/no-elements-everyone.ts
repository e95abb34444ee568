import { searching } from '../kit/changed-search.js'

export const noElementsEveryone = searching({
  id: 'query.no-elements-everyone',
  summary: 'answers a query without elements with everybody',
  breaks: ['MIMI-IDQ-010'],
  drafts: ['06'],
  rules: (right) => ({ refused: (criteria) => (criteria.length === 0 ? null : right.refused(criteria)) }),
})

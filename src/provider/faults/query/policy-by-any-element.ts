import { searching } from '../kit/changed-search.js'

export const policyByAnyElement = searching({
  id: 'query.policy-by-any-element',
  summary: 'lets one element that a user allows stand for the others of the query',
  breaks: ['MIMI-IDQ-008'],
  drafts: ['06'],
  rules: () => ({
    searchable: ({ search }, criteria) =>
      search === 'open' || (search === 'handle' && criteria.some(({ type }) => type === 'handle')),
  }),
})

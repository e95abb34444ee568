import { searching } from '../kit/changed-search.js'

export const wholeValueOnly = searching({
  id: 'query.whole-value-only',
  summary: 'searches the whole profile for whole values, not for parts of them',
  breaks: ['MIMI-IDQ-011'],
  drafts: ['06'],
  rules: (right) => ({
    matches: (profile, criterion) =>
      criterion.type === 'wholeProfile'
        ? profile.some(({ value }) => value === criterion.value)
        : right.matches(profile, criterion),
  }),
})

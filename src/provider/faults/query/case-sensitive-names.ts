import { searching } from '../kit/changed-search.js'

export const caseSensitiveNames = searching({
  id: 'query.case-sensitive-names',
  summary: 'finds a part of a name only in the same case',
  breaks: ['MIMI-IDQ-011'],
  drafts: ['06'],
  rules: (right) => ({
    matches: (profile, criterion) =>
      right.matches(profile, criterion) &&
      (criterion.type !== 'partialName' || profile.some(({ value }) => value.includes(criterion.value))),
  }),
})

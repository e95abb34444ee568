import { searching } from '../kit/changed-search.js'

export const namesEverywhere = searching({
  id: 'query.names-everywhere',
  summary: 'looks for a part of a name in every field',
  breaks: ['MIMI-IDQ-011'],
  drafts: ['06'],
  rules: (right) => ({
    matches: (profile, criterion) =>
      criterion.type === 'partialName'
        ? profile.some(({ value }) => value.toLowerCase().includes(criterion.value.toLowerCase()))
        : right.matches(profile, criterion),
  }),
})

import { searching } from '../kit/changed-search.js'

export const nickWithoutHandle = searching({
  id: 'query.nick-without-handle',
  summary: 'compares nicknames with nicknames only, not with the user part of handles',
  breaks: ['MIMI-IDQ-011'],
  drafts: ['06'],
  rules: (right) => ({
    matches: (profile, criterion) =>
      right.matches(
        criterion.type === 'nick' ? profile.filter(({ source }) => source !== 'handle') : profile,
        criterion,
      ),
  }),
})

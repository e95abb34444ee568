import { searching } from '../kit/changed-search.js'

export const handleOnlyByName = searching({
  id: 'query.handle-only-by-name',
  summary: 'finds users by name who allow their exact handle only',
  breaks: ['MIMI-IDQ-008'],
  rules: () => ({ searchable: ({ search }) => search !== 'hidden' }),
})

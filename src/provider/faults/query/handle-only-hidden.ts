import { searching } from '../kit/changed-search.js'

export const handleOnlyHidden = searching({
  id: 'query.handle-only-hidden',
  summary: 'does not find users who allow their exact handle only',
  breaks: ['MIMI-IDQ-008'],
  rules: () => ({ searchable: ({ search }) => search === 'open' }),
})

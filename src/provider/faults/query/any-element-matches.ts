import { fault } from '../../fault.js'

export const anyElementMatches = fault({
  id: 'query.any-element-matches',
  summary: 'finds users who match one of several query elements',
  breaks: ['MIMI-IDQ-010'],
  drafts: ['06'],
  apply: (ports) => ({
    ...ports,
    rules: { ...ports.rules, search: { ...ports.rules.search, combined: (matches) => matches.some(Boolean) } },
  }),
})

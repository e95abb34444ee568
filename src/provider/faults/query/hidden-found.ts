import { fault } from '../../fault.js'

export const hiddenFound = fault({
  id: 'query.hidden-found',
  summary: 'finds users who do not want to be found',
  breaks: ['MIMI-IDQ-008'],
  apply: (ports) => ({
    ...ports,
    rules: { ...ports.rules, search: { ...ports.rules.search, searchable: () => true } },
  }),
})

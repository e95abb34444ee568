import { fault } from '../../fault.js'

export const foundByPart = fault({
  id: 'query.found-by-part',
  summary: 'finds handles and addresses by a part of them',
  breaks: ['MIMI-IDQ-006', 'MIMI-IDQ-011'],
  apply: (ports) => ({
    ...ports,
    rules: {
      ...ports.rules,
      search: {
        ...ports.rules.search,
        matches: (profile, { value }) => profile.some((fact) => fact.value.includes(value)),
      },
    },
  }),
})

import { fault } from '../../fault.js'

export const foundOnce = fault({
  id: 'query.found-once',
  summary: 'takes a repeated query for a scan of its accounts and no longer finds who was found before',
  breaks: ['MIMI-IDQ-003'],
  apply: (ports) => {
    const found = new Set<string>()
    const { search } = ports.rules
    return {
      ...ports,
      rules: {
        ...ports.rules,
        search: {
          ...search,
          shown(user) {
            found.add(user.uri)
            return search.shown(user)
          },
          searchable: (user, criteria) => !found.has(user.uri) && search.searchable(user, criteria),
        },
      },
    }
  },
})

import { searching } from '../kit/changed-search.js'

export const unknownFieldSearched = searching({
  id: 'query.unknown-field-searched',
  summary: 'searches for fields it has never heard of, and reports notFound',
  breaks: ['MIMI-IDQ-007'],
  rules: (right) => ({
    refused(criteria) {
      const code = right.refused(criteria)
      return code === 'unsupportedField' ? null : code
    },
  }),
})

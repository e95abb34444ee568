import { searching } from '../kit/changed-search.js'
import type { Criterion } from '../../rules/search.js'

export const nameFirst = searching({
  id: 'query.name-first',
  summary: 'reads the name of the claim before the value, as later drafts have it',
  breaks: ['MIMI-IDQ-009'],
  drafts: ['01', '02ed'],
  rules: (right) => ({
    refused: (criteria) => right.refused(criteria.map(swapped)),
    matches: (profile, criterion) => right.matches(profile, swapped(criterion)),
  }),
})

function swapped(criterion: Criterion): Criterion {
  const { type, field, value } = criterion
  return type === 'oidcStdClaim' || type === 'vcardField' ? { type, field: value, value: field } : criterion
}

import { some } from '../kit/fields.js'
import { stumbling } from '../kit/stumbling.js'

export const queryClaimNameless = stumbling({
  id: 'query.claim-nameless',
  summary: 'fails when it is asked for a claim or property without a name',
  breaks: ['MIMI-IDQ-007'],
  action: 'identifierQuery',
  over: some(/(claimName|fieldName|propertyName)$/, ({ length }) => length === 0),
})

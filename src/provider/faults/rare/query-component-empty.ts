import { some } from '../kit/fields.js'
import { stumbling } from '../kit/stumbling.js'

export const queryComponentEmpty = stumbling({
  id: 'query.component-empty',
  summary: 'fails when a component of the extensions of a query has no data',
  breaks: ['MIMI-COD-024'],
  drafts: ['06'],
  action: 'identifierQuery',
  over: some(/^id_request_extensions\.component_data\[\d+\]\.data$/, ({ length }) => length === 0),
})

import { some } from '../kit/fields.js'
import { stumbling } from '../kit/stumbling.js'

export const abuseAccusedEmpty = stumbling({
  id: 'abuse.accused-empty',
  summary: 'fails when the URI of the accused is empty',
  breaks: ['MIMI-ABU-002'],
  drafts: ['02ed', '06'],
  action: 'reportAbuse',
  over: some(/^allegedAbuserUri\.uri$/, ({ length }) => length === 0),
})

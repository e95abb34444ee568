import { decided } from '../kit/decided.js'
import { everyone } from '../../store/consent.js'

export const grantForEveryone = decided({
  id: 'consent.grant-for-everyone',
  summary: 'takes consent for one requester as consent for all',
  breaks: ['MIMI-CON-013'],
  decide: (scope) => ({ ...scope, requester: everyone }),
})

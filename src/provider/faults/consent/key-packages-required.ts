import { refuse } from '../../endpoints/endpoint.js'
import { received } from '../kit/received-entry.js'

export const keyPackagesRequired = received({
  id: 'consent.key-packages-required',
  summary: 'refuses a grant without key packages',
  breaks: ['MIMI-CON-015'],
  receive(_consent, entry, otherwise) {
    if (entry.operation === 'grant' && entry.keyPackages.length === 0) refuse(400, 'clientKeyPackages is empty')
    otherwise()
  },
})

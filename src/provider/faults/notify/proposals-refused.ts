import { refuse } from '../../endpoints/endpoint.js'
import { isProposal } from '../kit/kinds.js'
import { taking } from '../kit/taking.js'

export const notifyProposalsRefused = taking({
  id: 'notify.proposals-refused',
  summary: 'takes no proposals: whoever wants something is to commit it',
  breaks: ['MIMI-NTF-017'],
  take: (read) => {
    const events = read()
    return events.some(isProposal) ? refuse(400, 'neither a message nor a commit') : events
  },
})

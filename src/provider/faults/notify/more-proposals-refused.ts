import { refuse } from '../../endpoints/endpoint.js'
import { taking } from '../kit/taking.js'

export const notifyMoreProposalsRefused = taking({
  id: 'notify.more-proposals-refused',
  summary: 'expects moreProposals to be empty',
  breaks: ['MIMI-NTF-017'],
  drafts: ['06'],
  take: (read) => {
    const events = read()
    const more = events.some((event) => 'moreProposals' in event && event.moreProposals.length > 0)
    return more ? refuse(400, 'malformed body: one proposal at a time') : events
  },
})

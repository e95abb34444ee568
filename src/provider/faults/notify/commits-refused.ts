import { refuse } from '../../endpoints/endpoint.js'
import { isCommit } from '../kit/kinds.js'
import { taking } from '../kit/taking.js'

export const notifyCommitsRefused = taking({
  id: 'notify.commits-refused',
  summary: 'expects nothing behind a commit, whose externalProposals are there even when empty',
  breaks: ['MIMI-NTF-017'],
  drafts: ['06'],
  take: (read) => {
    const events = read()
    return events.some(isCommit) ? refuse(400, 'malformed body: trailing bytes') : events
  },
})

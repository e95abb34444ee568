import { hub } from '../kit/hub.js'

export const updateProposalsUnvalidated = hub({
  id: 'update.proposals-unvalidated',
  summary: 'remembers proposals without asking whether a commit could cover them',
  breaks: ['MIMI-UPD-006'],
  rules: () => ({ valid: () => undefined }),
})

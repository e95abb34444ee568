import { hub } from '../kit/hub.js'

export const updateInvalidUnlisted = hub({
  id: 'update.invalid-unlisted',
  summary: 'answers invalidProposal without saying which',
  breaks: ['MIMI-UPD-006'],
  rules: ({ told }) => ({
    told: (outcome) => told(outcome.code === 'invalidProposal' ? { ...outcome, refs: [] } : outcome),
  }),
})

import { hub } from '../kit/hub.js'

export const updateNotAllowedAsInvalid = hub({
  id: 'update.not-allowed-as-invalid',
  summary: 'answers what its policy does not allow with invalidProposal, naming nothing',
  breaks: ['MIMI-UPD-005'],
  rules: ({ told }) => ({
    told: (outcome) =>
      told(outcome.code === 'notAllowed' ? { code: 'invalidProposal', why: outcome.why, refs: [] } : outcome),
  }),
})

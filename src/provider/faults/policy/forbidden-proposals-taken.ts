import { unjudged } from '../kit/judging.js'

export const policyForbiddenProposalsTaken = unjudged({
  id: 'policy.forbidden-proposals-taken',
  summary: 'takes proposals of types that the operational policy forbids',
  breaks: ['MIMI-POL-031'],
  drafts: ['06'],
  rule: 'avoidsForbiddenProposals',
})

import { unjudged } from '../kit/judging.js'

export const policyExternalProposalsTaken = unjudged({
  id: 'policy.external-proposals-taken',
  summary: 'takes proposals from outside where the operational policy does not allow them',
  breaks: ['MIMI-POL-031'],
  drafts: ['06'],
  rule: 'allowsExternalProposals',
})

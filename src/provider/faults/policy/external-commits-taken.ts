import { unjudged } from '../kit/judging.js'

export const policyExternalCommitsTaken = unjudged({
  id: 'policy.external-commits-taken',
  summary: 'takes external commits where the operational policy does not allow them',
  breaks: ['MIMI-POL-031'],
  drafts: ['06'],
  rule: 'allowsExternalCommits',
})

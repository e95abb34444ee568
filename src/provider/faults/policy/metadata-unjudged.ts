import { unjudged } from '../kit/judging.js'

export const policyMetadataUnjudged = unjudged({
  id: 'policy.metadata-unjudged',
  summary: 'lets everybody change the metadata',
  breaks: ['MIMI-POL-028', 'MIMI-POL-034'],
  drafts: ['06'],
  rule: 'changesMetadataByRight',
})

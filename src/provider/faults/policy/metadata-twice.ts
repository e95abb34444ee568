import { unjudged } from '../kit/judging.js'

export const policyMetadataTwice = unjudged({
  id: 'policy.metadata-twice',
  summary: 'takes several updates of the metadata in one commit, the last of which counts',
  breaks: ['MIMI-POL-008'],
  drafts: ['06'],
  rule: 'changesMetadataOnce',
})

import { unjudged } from '../kit/judging.js'

export const policyMetadataUnread = unjudged({
  id: 'policy.metadata-unread',
  summary: 'stores metadata without looking at what the fields may hold',
  breaks: ['MIMI-POL-034'],
  drafts: ['06'],
  rule: 'writesValidMetadata',
})

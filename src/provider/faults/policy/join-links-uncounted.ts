import { unjudged } from '../kit/judging.js'

export const policyJoinLinksUncounted = unjudged({
  id: 'policy.join-links-uncounted',
  summary: 'keeps any number of join links where they are made on request',
  breaks: ['MIMI-POL-041'],
  drafts: ['06'],
  rule: 'keepsOneLinkOnRequest',
})

import { unjudged } from '../kit/judging.js'

export const policyOpenJoinAnywhere = unjudged({
  id: 'policy.open-join-anywhere',
  summary: 'takes canOpenJoin in roles of participants',
  breaks: ['MIMI-POL-022'],
  drafts: ['06'],
  rule: 'keepsOpenJoinToTheUnlisted',
})

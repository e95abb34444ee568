import { unjudged } from '../kit/judging.js'

export const policyChangedTwice = unjudged({
  id: 'policy.changed-twice',
  summary: 'carries out all changes of a user that a commit has, one after the other',
  breaks: ['MIMI-POL-006'],
  drafts: ['06'],
  rule: 'changesEachUserOnce',
})

import { unjudged } from '../kit/judging.js'

export const policyListedTwice = unjudged({
  id: 'policy.listed-twice',
  summary: 'adds users to the list who are in it',
  breaks: ['MIMI-POL-003'],
  drafts: ['06'],
  rule: 'addsNobodyTwice',
})
